package io.longhaul.s3;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The end of an upload.
 *
 * @param parts in ascending order, else the store refuses; those that are not named are thrown away
 * @param checksum that it was begun with: one of parts' checksums wants all of them named
 */
public record CompleteRequest(
    OpenUpload upload, List<Part> parts, Expect expect, @Nullable ChecksumForm checksum) {
  public CompleteRequest {
    parts = List.copyOf(parts);
    if (parts.isEmpty()) throw new IllegalArgumentException("an upload of no parts");
  }

  public CompleteRequest(OpenUpload upload, List<Part> parts, Expect expect) {
    this(upload, parts, expect, null);
  }

  /** Whether the parts' checksums are to be said. */
  public boolean saysChecksums() {
    return checksum != null && !checksum.whole();
  }
}
