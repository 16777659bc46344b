package io.longhaul.embedded.s3.store;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which keys a listing asks for.
 *
 * @param prefix what every key begins with, perhaps empty
 * @param position after what it goes on, or null for the first page
 * @param startAfter keys up to this one are left out; perhaps empty
 * @param delimiter groups keys up to its first occurrence behind the prefix; perhaps empty
 * @param max how many keys and groups at most
 */
public record ListRequest(
    byte[] prefix, @Nullable Position position, byte[] startAfter, byte[] delimiter, int max) {

  /** The last key or group of the page before. */
  public record Position(byte[] last, boolean isGroup) {}

  boolean isFirstPage() {
    return position == null;
  }

  /** The least key that may be listed. */
  byte[] from() {
    byte[] from = prefix;
    if (startAfter.length > 0) from = greater(from, just(startAfter));
    if (position == null) return from;
    return greater(from, position.isGroup() ? behind(position.last()) : just(position.last()));
  }

  private static byte[] greater(byte[] a, byte[] b) {
    return Arrays.compareUnsigned(a, b) >= 0 ? a : b;
  }

  /** The first key after this one. */
  private static byte[] just(byte[] key) {
    return Arrays.copyOf(key, key.length + 1);
  }

  /** The first key after all that begin so; UTF-8 has no byte 0xFF, so there always is one. */
  static byte[] behind(byte[] prefix) {
    byte[] next = prefix.clone();
    next[next.length - 1]++;
    return next;
  }
}
