package io.longhaul.worker.walk;

import io.longhaul.s3.PartSizes;
import java.time.Duration;

/**
 * How hard one unit tries.
 *
 * @param copiesAtOnce in flight within one unit, 1 to 64; raise it where the store is far away
 * @param retries of one request that failed and may do better, 0 to 10
 * @param firstPause the longest pause before the first retry; it doubles from one to the next
 * @param decisions about one object that keeps changing, 1 to 20, before it counts as failed
 * @param serverSide from when on S3 copies in parts
 * @param streamed from when on what goes through the worker goes in parts
 */
public record CopySettings(
    int copiesAtOnce,
    int retries,
    Duration firstPause,
    int decisions,
    PartSizes serverSide,
    PartSizes streamed) {
  public static final CopySettings DEFAULT = new CopySettings(32, 3, Duration.ofMillis(200), 5);

  /** Each may leave as a unit of its own, and all of them must fit into one split. */
  private static final int MOST_AT_ONCE = 64;

  public CopySettings {
    within("copies-at-once", copiesAtOnce, 1, MOST_AT_ONCE);
    within("retries", retries, 0, 10);
    within("decisions", decisions, 1, 20);
    if (firstPause.isNegative() || firstPause.compareTo(Duration.ofSeconds(10)) > 0) {
      throw new IllegalArgumentException("first-pause " + firstPause + ": 0 to 10 s");
    }
  }

  public CopySettings(int copiesAtOnce, int retries, Duration firstPause, int decisions) {
    this(copiesAtOnce, retries, firstPause, decisions, PartSizes.SERVER_SIDE, PartSizes.STREAMED);
  }

  /** The same, with these sizes of parts on either way. */
  public CopySettings with(PartSizes sizes) {
    return new CopySettings(copiesAtOnce, retries, firstPause, decisions, sizes, sizes);
  }

  private static void within(String key, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException("%s %d: %d to %d".formatted(key, value, least, most));
    }
  }
}
