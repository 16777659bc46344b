package io.longhaul.partition;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The order in which ranges are sent: by the digits of their number read backwards, so that
 * neighbours, which share a partition of S3 and its 3,500 writes a second, are far apart in time.
 */
public final class SendingOrder {
  private SendingOrder() {}

  /** In that order what is given in the order of keys. */
  public static <T> List<T> of(List<T> all) {
    return IntStream.range(0, all.size()).mapToObj(i -> all.get(at(i, all.size()))).toList();
  }

  /**
   * The number of the range that is sent at this place: a bijection of 0 to count - 1, whatever the
   * count. Even numbers come before odd ones, halves are ordered likewise; for a power of two that
   * is the bits of the place reversed.
   */
  static int at(int place, int count) {
    int number = 0;
    int step = 1;
    int left = count;
    int rest = place;
    while (left > 1) {
      int even = (left + 1) / 2;
      if (rest < even) {
        left = even;
      } else {
        rest -= even;
        number += step;
        left -= even;
      }
      step *= 2;
    }
    return number;
  }
}
