package io.longhaul.sizing;

import io.longhaul.ledger.Sizing;
import io.longhaul.ledger.Sizing.Decision;
import io.longhaul.ledger.Sizing.Wish;
import io.longhaul.unit.RunName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;

/**
 * A fleet whose machines take minutes to start and work at uneven speed, on one run, looked at
 * every 30 seconds.
 */
final class SimulatedFleet {
  static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");
  private static final RunName RUN = new RunName("run");
  private static final Duration EVERY = SizingSettings.FLEET.every();
  private static final int SLOTS = 8;

  private final Random random;
  private final double rate;
  private final List<Instant> up = new ArrayList<>();
  private FleetSize size = new FleetSize(SizingSettings.FLEET);
  private Sizing sizing;
  private double open;
  private double closed;
  Instant now = NOON;

  /** How often it was told another number, and how often that went the other way than before. */
  int changes;

  int turns;
  int most;
  boolean late;

  /** What machines have cost, in hours. */
  double hours;

  private int direction = 1;

  /**
   * @param rate units that a machine closes in a second, give or take half of it
   */
  SimulatedFleet(long seed, Wish wish, int first, long units, double rate) {
    this.random = new Random(seed);
    this.rate = rate;
    this.open = units;
    Decision begun = new Decision(first, NOON, 0, OptionalDouble.empty(), Optional.empty());
    this.sizing = new Sizing(wish, Optional.of(begun));
    follow(first);
  }

  int wanted() {
    return sizing.decision().orElseThrow().wanted();
  }

  int machines() {
    return up.size();
  }

  boolean over() {
    return open < 1;
  }

  /** Another takes the duty, who knows what the ledger says and no more. */
  void anotherHolder() {
    size = new FleetSize(SizingSettings.FLEET);
  }

  void slower(double by) {
    open *= by; // what is left takes so much longer, which is the same
  }

  void look() {
    work();
    now = now.plus(EVERY);
    Decision decision = size.next(sizing, seen(), now);
    int was = wanted();
    sizing = new Sizing(sizing.wish(), Optional.of(decision));
    late |= sizing.late(now);
    if (decision.wanted() == was) return;
    changes++;
    int towards = Integer.signum(decision.wanted() - was);
    if (towards != direction) turns++;
    direction = towards;
    most = Math.max(most, decision.wanted());
    follow(decision.wanted());
  }

  private void follow(int wanted) {
    while (up.size() < wanted) up.add(now.plusSeconds(90 + random.nextInt(120)));
    while (up.size() > wanted) up.removeLast();
  }

  private int live() {
    return (int) up.stream().filter(at -> !at.isAfter(now)).count();
  }

  private int busy() {
    return (int) Math.min(live(), Math.ceil(open));
  }

  private void work() {
    hours += up.size() * EVERY.toSeconds() / 3600.0;
    for (int machine = busy(); machine > 0; machine--) {
      double done = Math.min(open, rate * EVERY.toSeconds() * (0.5 + random.nextDouble()));
      open -= done;
      closed += done;
    }
  }

  private Work seen() {
    long units = (long) Math.ceil(open - 1e-6);
    boolean anything = units > 0;
    int pending = Math.clamp(units - (long) SLOTS * busy(), 0, sizing.wish().max());
    return new Work(
        units,
        anything ? Map.of(RUN, (long) closed) : Map.of(),
        pending,
        busy(),
        live(),
        anything,
        Optional.of(now),
        anything ? Optional.of(NOON) : Optional.empty());
  }
}
