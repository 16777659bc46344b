package io.longhaul.s3;

import java.util.List;

/**
 * The end of an upload.
 *
 * @param parts in ascending order, else the store refuses; those that are not named are thrown away
 */
public record CompleteRequest(OpenUpload upload, List<Part> parts, Expect expect) {
  public CompleteRequest {
    parts = List.copyOf(parts);
    if (parts.isEmpty()) throw new IllegalArgumentException("an upload of no parts");
  }
}
