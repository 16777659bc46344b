package io.longhaul.s3;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A part as a listing shows it; {@code etag} without its quotes.
 *
 * @param checksum that the store keeps of it, in Base64; null: it says none
 */
public record ListedPart(
    int number, long size, String etag, Instant modified, @Nullable String checksum) {
  public ListedPart(int number, long size, String etag, Instant modified) {
    this(number, size, etag, modified, null);
  }
}
