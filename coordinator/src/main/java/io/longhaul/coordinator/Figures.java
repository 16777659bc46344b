package io.longhaul.coordinator;

import java.time.Duration;
import java.util.Locale;

/** Numbers as a person reads them, alike on every machine. */
public final class Figures {
  private static final String[] UNITS = {"B", "KB", "MB", "GB", "TB", "PB"};

  private Figures() {}

  /** {@code 10,000}. */
  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** {@code 1 unit}, {@code 2 units}. */
  public static String count(long number, String one) {
    return count(number) + " " + one + (number == 1 ? "" : "s");
  }

  /** {@code 512 B}, {@code 1.5 KB}, {@code 293 MB}: thousands, as S3's prices count. */
  public static String bytes(long bytes) {
    double value = bytes;
    int unit = 0;
    while (Math.abs(value) >= 999.5 && unit < UNITS.length - 1) {
      value /= 1000;
      unit++;
    }
    boolean whole = unit == 0 || Math.abs(value) >= 99.5;
    return String.format(Locale.ROOT, whole ? "%.0f %s" : "%.1f %s", value, UNITS[unit]);
  }

  /** {@code 0.4 s}, {@code 42 s}, {@code 3 min 07 s}, {@code 5 h 02 min}, {@code 3 d 04 h}. */
  public static String duration(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds < 10) return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    if (seconds < 60) return seconds + " s";
    if (seconds < 3600) return two(seconds / 60, "min", seconds % 60, "s");
    if (seconds < 86_400) return two(seconds / 3600, "h", seconds / 60 % 60, "min");
    return two(seconds / 86_400, "d", seconds / 3600 % 24, "h");
  }

  private static String two(long large, String unit, long small, String unitOfSmall) {
    return String.format(Locale.ROOT, "%d %s %02d %s", large, unit, small, unitOfSmall);
  }
}
