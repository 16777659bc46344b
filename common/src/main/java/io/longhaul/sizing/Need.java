package io.longhaul.sizing;

import io.longhaul.ledger.Sizing.Wish;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How many workers would be right at one moment, by what is open, how fast one of them closes units
 * and until when all has to be closed.
 *
 * @param exact that many, with the part of one that the last has to do
 * @param ends when they would have closed all that is open; empty: not known
 */
record Need(double exact, Optional<Instant> ends) {
  /**
   * Without a deadline what is open is to be over in about an hour. Machines are billed by the
   * second, so fewer of them for longer would not be cheaper. But each costs its start, some
   * minutes in which it does nothing: of an hour that is less than a tenth.
   */
  static final Duration ABOUT = Duration.ofHours(1);

  /** Of the whole time this part is kept for what the rate does not show: spot, splits, the end. */
  private static final int RESERVE = 10;

  private static final Duration LONGEST = Duration.ofDays(3650);

  /**
   * Tells it.
   *
   * @param wanted how many are wanted now: that stays where nothing speaks for another number
   * @param rate units that a busy worker closes in a second
   */
  static Need of(Work work, OptionalDouble rate, Wish wish, int wanted, Instant now) {
    if (!work.anything()) return new Need(wish.min(), Optional.empty());
    int most = Math.max(wish.min(), Math.min(wish.max(), work.usable()));
    int least = Math.min(most, Math.max(1, wish.min()));
    if (rate.isEmpty() || work.open() == 0) {
      return new Need(Math.clamp(wanted, least, most), Optional.empty());
    }
    double enough = work.open() / (rate.getAsDouble() * seconds(wish, now));
    // who has work is never sent away without a deadline: that would save nothing, see above
    double right = wish.finishBy().isPresent() ? enough : Math.max(enough, wanted);
    double exact = Math.clamp(right, least, most);
    return new Need(exact, Optional.of(now.plus(left(work, rate.getAsDouble(), whole(exact)))));
  }

  /** In whole workers. */
  int workers() {
    return whole(exact);
  }

  /** Rounded up, but not for what only the arithmetic adds. */
  static int whole(double workers) {
    return (int) Math.ceil(workers - 1e-9);
  }

  /**
   * How long they may take. The reserve is a part of the whole time, not of what is left: else what
   * is needed would shrink as time goes by, and the end be put off for ever.
   */
  private static double seconds(Wish wish, Instant now) {
    if (wish.finishBy().isEmpty()) return ABOUT.toSeconds();
    Instant by = wish.finishBy().get();
    double left = Duration.between(now, by).toMillis() / 1000.0;
    double reserve = Duration.between(wish.since(), by).toMillis() / 1000.0 / RESERVE;
    return Math.max(1e-3, left - Math.min(reserve, left / 2));
  }

  private static Duration left(Work work, double rate, int workers) {
    double seconds = work.open() / (rate * Math.max(1, workers));
    return Duration.ofSeconds((long) Math.min(seconds, (double) LONGEST.toSeconds()));
  }
}
