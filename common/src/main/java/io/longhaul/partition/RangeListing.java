package io.longhaul.partition;

import io.longhaul.s3.ListRequest;
import io.longhaul.unit.Payload;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a listing of a range asks for: nothing that lies in it is missed, and little else comes.
 *
 * <p>S3 has no upper bound for a listing. All keys between two bounds begin with what both bounds
 * begin with, so that as Prefix lets the listing end by itself; the caller stops at the first key
 * that the range does not hold any more.
 */
public final class RangeListing {
  private static final int LONGEST_KEY = 1024;

  private RangeListing() {}

  /** The first page. */
  public static ListRequest of(String bucket, Payload.Range range) {
    return ListRequest.of(bucket, prefix(range)).after(startAfter(range));
  }

  static String prefix(Payload.Range range) {
    String until = range.until();
    if (until == null || range.after().isEmpty()) return range.prefix();
    String common = commonPrefix(range.after(), until);
    return common.startsWith(range.prefix()) ? common : range.prefix();
  }

  /**
   * StartAfter. A bound may be longer than any key when it was mapped to a longer prefix; what it
   * is cut to then lets a few keys more come, and none less.
   */
  static @Nullable String startAfter(Payload.Range range) {
    return range.after().isEmpty() ? null : bound(range.after());
  }

  /** As much of a bound as a request can carry. */
  public static String bound(String key) {
    String after = key;
    while (after.getBytes(StandardCharsets.UTF_8).length > LONGEST_KEY) {
      after = after.substring(0, after.offsetByCodePoints(after.length(), -1));
    }
    return after;
  }

  /** What both begin with, in whole characters. */
  public static String commonPrefix(String a, String b) {
    int shorter = Math.min(a.length(), b.length());
    int i = 0;
    while (i < shorter && a.charAt(i) == b.charAt(i)) i++;
    if (i > 0 && Character.isHighSurrogate(a.charAt(i - 1))) i--;
    return a.substring(0, i);
  }
}
