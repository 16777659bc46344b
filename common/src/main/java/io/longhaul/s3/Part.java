package io.longhaul.s3;

import org.jspecify.annotations.Nullable;

/**
 * A part of an upload that is there; {@code etag} without its quotes.
 *
 * @param checksum that the store keeps of it, in Base64; null: none
 */
public record Part(int number, String etag, @Nullable String checksum) {
  /** Parts are numbered from 1 to this. */
  public static final int MOST = 10_000;

  public Part {
    check(number);
  }

  public Part(int number, String etag) {
    this(number, etag, null);
  }

  static void check(int number) {
    if (number < 1 || number > MOST) {
      throw new IllegalArgumentException("part %d: 1 to %d".formatted(number, MOST));
    }
  }
}
