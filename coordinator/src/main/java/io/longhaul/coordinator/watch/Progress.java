package io.longhaul.coordinator.watch;

import io.longhaul.ledger.Counts;
import io.longhaul.ledger.RunState;
import io.longhaul.unit.Fate;
import io.longhaul.unit.RunName;
import io.longhaul.unit.Tally;
import java.time.Duration;
import java.util.Optional;

/**
 * Where a run stands at one reading of its counters.
 *
 * @param hands what is being worked on, as of late; empty: it was not looked at
 * @param perSecond objects and bytes settled in each of the last seconds, as far as is known
 */
public record Progress(
    RunName run,
    RunState state,
    Counts counts,
    Optional<Hands> hands,
    Duration elapsed,
    Optional<Rate> perSecond) {

  /** What was settled per second. */
  public record Rate(double objects, double bytes, double units) {}

  /** Objects that are accounted for, whatever became of them. */
  public long settled() {
    return settled(counts.tally());
  }

  static long settled(Tally tally) {
    long sum = 0;
    for (Fate fate : Fate.values()) if (isEnd(fate)) sum += tally.objects(fate);
    return sum;
  }

  static long settledBytes(Tally tally) {
    long sum = 0;
    for (Fate fate : Fate.values()) if (isEnd(fate)) sum += tally.bytes(fate);
    return sum;
  }

  private static boolean isEnd(Fate fate) {
    return switch (fate) {
      case COPIED, EQUAL, FILTERED, SKIPPED, GONE, DEAD, CANCELLED -> true;
      case LISTED,
          RECEIVED,
          FORWARDED,
          UNKNOWN,
          TIMED,
          UNTAGGED,
          UNSPOKEN,
          RECLASSED,
          SUMMED,
          RESUMMED,
          UNGRANTED,
          REGRANTED ->
          false;
    };
  }

  /** Units that do work themselves, registered so far: what was split is its children's. */
  public long units() {
    return counts.working();
  }

  public long closedUnits() {
    return counts.closedWorking();
  }

  /** How far it is by units, 0 to 1; more may still be registered, so it can fall. */
  public double fraction() {
    long units = units();
    return units <= 0 ? 0 : Math.clamp((double) closedUnits() / units, 0, 1);
  }

  /** How long it will take if nothing changes; empty: too early to say. */
  public Optional<Duration> left() {
    if (counts.open() <= 0) return Optional.empty();
    return perSecond
        .filter(rate -> rate.units() > 0)
        .map(rate -> Duration.ofMillis((long) (1000 * counts.open() / rate.units())));
  }

  public boolean over() {
    return state.over();
  }
}
