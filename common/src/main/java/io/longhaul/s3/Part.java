package io.longhaul.s3;

/** A part of an upload that is there; {@code etag} without its quotes. */
public record Part(int number, String etag) {
  /** Parts are numbered from 1 to this. */
  public static final int MOST = 10_000;

  public Part {
    check(number);
  }

  static void check(int number) {
    if (number < 1 || number > MOST) {
      throw new IllegalArgumentException("part %d: 1 to %d".formatted(number, MOST));
    }
  }
}
