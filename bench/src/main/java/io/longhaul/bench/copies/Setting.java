package io.longhaul.bench.copies;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the server is spoken to.
 *
 * @param latency by which each of its answers is late
 */
record Setting(boolean tls, Duration latency) {
  static final List<Setting> ALL =
      List.of(
          new Setting(false, Duration.ZERO),
          new Setting(true, Duration.ZERO),
          new Setting(false, Duration.ofMillis(60)),
          new Setting(true, Duration.ofMillis(60)));

  private static final Pattern WORD = Pattern.compile("(plain|tls)-(\\d{1,4})");

  /** Enough to keep two cores busy where an answer comes at once. */
  private static final int NEAR = 64;

  private static final int FAR = 1_024;

  /**
   * Reads one as {@link #toString} writes it.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Setting parse(String word) {
    Matcher matcher = WORD.matcher(word);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "setting '%s': write plain or tls and milliseconds, such as plain-0 or tls-60"
              .formatted(word));
    }
    return new Setting(
        matcher.group(1).equals("tls"), Duration.ofMillis(Long.parseLong(matcher.group(2))));
  }

  /** Requests at once, for each program the same. */
  int inFlight() {
    return latency.isZero() ? NEAR : FAR;
  }

  /** The most requests a second that so many at once can be; without latency there is no such. */
  double ceiling() {
    return latency.isZero() ? Double.POSITIVE_INFINITY : inFlight() / (latency.toNanos() / 1e9);
  }

  @Override
  public String toString() {
    return "%s-%d".formatted(tls ? "tls" : "plain", latency.toMillis());
  }
}
