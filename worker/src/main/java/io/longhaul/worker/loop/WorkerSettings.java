package io.longhaul.worker.loop;

import io.longhaul.claim.SessionSettings;
import io.longhaul.claim.SweepSettings;
import io.longhaul.unit.Tier;
import java.time.Duration;
import java.util.Map;

/**
 * How a worker works.
 *
 * @param host what its session says of where it runs
 * @param slots units at once per tier, each 1 to 1,000
 * @param longPoll how long one receive waits for a message, 0 to 20 s
 * @param grace how long a draining worker waits for its units before it takes them from their
 *     handlers
 */
public record WorkerSettings(
    String host,
    Map<Tier, Integer> slots,
    Duration longPoll,
    Duration grace,
    SessionSettings session,
    SweepSettings sweep) {
  private static final int MOST_SLOTS = 1000;

  /** SQS's longest; the fewest requests of an idle worker. */
  private static final Duration LONGEST_POLL = Duration.ofSeconds(20);

  /** SQS's shortest that asks all of its servers. */
  private static final Duration SHORTEST_POLL = Duration.ofSeconds(1);

  public WorkerSettings {
    slots = Map.copyOf(slots);
    for (Tier tier : Tier.values()) {
      int units = slots.getOrDefault(tier, 0);
      if (units < 1 || units > MOST_SLOTS) {
        throw new IllegalArgumentException(
            "slots %s: %d, write 1 to %,d".formatted(tier, units, MOST_SLOTS));
      }
    }
    if (longPoll.isNegative() || longPoll.compareTo(LONGEST_POLL) > 0) {
      throw new IllegalArgumentException("long poll " + longPoll + ": 0 to 20 s");
    }
    if (grace.isNegative()) throw new IllegalArgumentException("grace " + grace + ": not below 0");
  }

  /**
   * As many units at once as keep two cores busy. A poll takes a third of a session at most: one
   * that outlives its worker swallows a message, which then comes back only after its visibility.
   */
  public static WorkerSettings of(String host, SessionSettings session, SweepSettings sweep) {
    Duration third = session.length().dividedBy(3);
    return new WorkerSettings(
        host,
        Map.of(Tier.SMALL, 8, Tier.MEDIUM, 4, Tier.LARGE, 1),
        third.compareTo(LONGEST_POLL) < 0 ? third : LONGEST_POLL,
        Duration.ofSeconds(20),
        session,
        sweep);
  }

  /**
   * For one that leaves when a run is over: its polls, the last of which it waits for, take 1 s.
   */
  public WorkerSettings ofOneRun() {
    return new WorkerSettings(host, slots, SHORTEST_POLL, grace, session, sweep);
  }

  /**
   * With other numbers of units at once.
   *
   * @throws IllegalArgumentException if a tier has none, or more than 1,000
   */
  public WorkerSettings withSlots(Map<Tier, Integer> slots) {
    return new WorkerSettings(host, slots, longPoll, grace, session, sweep);
  }

  int allSlots() {
    return slots.values().stream().mapToInt(Integer::intValue).sum();
  }

  int slots(Tier tier) {
    return slots.getOrDefault(tier, 0);
  }
}
