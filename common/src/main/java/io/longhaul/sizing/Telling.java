package io.longhaul.sizing;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When the group is told a number: a new one at once, the same one again now and then, and more and
 * more seldom while that brings nobody. Machines that end before they work are paid for, too.
 */
final class Telling {
  private static final Logger LOG = LoggerFactory.getLogger(Telling.class);
  private static final int LONGEST = 12;

  private final Duration again;
  private Duration pause;
  private @Nullable Instant told;
  private int number;
  private int live;

  /**
   * @param again the shortest time between two times that the same number is told
   */
  Telling(Duration again) {
    this.again = again;
    this.pause = again;
  }

  boolean due(int wanted, Work work, Instant now) {
    if (told == null || wanted != number) return true;
    if (came(work)) pause = again;
    return !now.isBefore(told.plus(pause));
  }

  /** Whether it brought machines, or need not have brought any. */
  private boolean came(Work work) {
    return work.live() > live || work.live() >= number;
  }

  /** It was told. */
  void told(int wanted, Work work, Instant now) {
    boolean inVain = told != null && wanted == number && live < number && !came(work);
    pause = inVain ? longer() : again;
    told = now;
    number = wanted;
    live = work.live();
  }

  private Duration longer() {
    Duration longest = again.multipliedBy(LONGEST);
    Duration twice = pause.multipliedBy(2);
    Duration next = twice.compareTo(longest) < 0 ? twice : longest;
    if (!next.equals(pause)) {
      LOG.atWarn()
          .addKeyValue("wanted", number)
          .addKeyValue("live", live)
          .addKeyValue("again", next)
          .log("no more machines are at work since the group was told, telling it again later");
    }
    return next;
  }
}
