package io.longhaul.worker.simulation;

import io.longhaul.ledger.Row;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/** What goes wrong in one seed's world, how often, and until when. */
final class Faults {
  private final Scheduler scheduler;
  private final SplittableRandom random;

  /** After this nothing goes wrong any more, so that the run can end. */
  final long endNanos;

  private final double crash;

  /** How often a unit fails for good: in some worlds most of the time, for the operators' sake. */
  final double deadly;

  private final double freeze;
  private final double stall;
  private final double ledgerFails;
  private final double queueFails;
  private final double messageLost;
  private final double messageDoubled;
  private final double messageDelayed;
  private long outageUntil;
  private final double outage;
  private final double storeFails;
  private final double late;
  private final double disorder;
  private final double cut;
  private final double rewritten;
  private final double refused;
  private final double redriven;

  /** From one moment to the other nobody may write anything; in most worlds never. */
  private final long lostFrom;

  private final long lostUntil;
  private Runnable lastMoment = () -> {};
  int crashes;

  Faults(Scheduler scheduler, Duration until) {
    this.scheduler = scheduler;
    this.random = scheduler.random;
    this.endNanos = until.toNanos();
    crash = sometimes(0.7, 0.004);
    freeze = sometimes(0.5, 0.003);
    deadly = random.nextInt(5) < 2 ? 0.6 : 0.05;
    stall = sometimes(0.6, 0.2);
    ledgerFails = sometimes(0.5, 0.03);
    queueFails = sometimes(0.5, 0.05);
    messageLost = sometimes(0.5, 0.2);
    messageDoubled = sometimes(0.5, 0.3);
    messageDelayed = sometimes(0.5, 0.2);
    outage = sometimes(0.3, 0.0008);
    storeFails = sometimes(0.6, 0.1);
    late = sometimes(0.6, 0.3);
    disorder = sometimes(0.4, 0.3);
    cut = sometimes(0.3, 0.1);
    rewritten = sometimes(0.5, 1);
    refused = sometimes(0.2, 0.002);
    redriven = random.nextInt(3) > 0 ? 0.8 : 0;
    boolean lost = random.nextInt(3) == 0;
    lostFrom = lost ? random.nextLong(endNanos) : endNanos;
    lostUntil = Math.min(endNanos, lostFrom + within(Duration.ofMinutes(8)).toNanos());
  }

  private double sometimes(double how, double most) {
    return random.nextDouble() < how ? random.nextDouble() * most : 0;
  }

  boolean over() {
    return scheduler.nanos() >= endNanos;
  }

  private boolean happens(double chance) {
    return !over() && chance > 0 && random.nextDouble() < chance;
  }

  /** Around every call of a port: others get their turn, or the process dies or stands still. */
  void step(SimulatedProcess process) {
    if (happens(crash)) {
      crashes++;
      process.kill();
      while (true) {
        Thread.interrupted(); // an interrupted thread does not park
        LockSupport.park();
      }
    }
    if (happens(freeze)) freeze(process);
    if (happens(stall)) process.stall(Duration.ofMillis(1 + random.nextInt(4_000)));
    if (random.nextInt(3) == 0) Thread.yield();
  }

  private void freeze(SimulatedProcess process) {
    process.freeze(Duration.ofMillis(100 + random.nextInt(150_000)));
    Thread.yield();
  }

  /** In the middle of a unit a process stands still more often, and past its session. */
  void unitStep(SimulatedProcess process) {
    if (freeze > 0 && happens(0.05)) {
      process.freeze(Duration.ofMillis(60_000 + random.nextInt(150_000)));
      Thread.yield();
    }
  }

  boolean ledgerSilent() {
    if (happens(outage)) {
      outageUntil = scheduler.nanos() + Duration.ofSeconds(1 + random.nextInt(180)).toNanos();
    }
    return !over() && scheduler.nanos() < outageUntil;
  }

  boolean ledgerFails() {
    return happens(ledgerFails);
  }

  boolean queueFails() {
    return happens(queueFails);
  }

  boolean messageLost() {
    return happens(messageLost);
  }

  boolean messageDoubled() {
    return happens(messageDoubled);
  }

  Duration messageDelay() {
    return happens(messageDelayed) ? Duration.ofMillis(random.nextInt(300_000)) : Duration.ZERO;
  }

  /** What somebody does just when units have run out. */
  void atTheLastMoment(Runnable lastMoment) {
    this.lastMoment = lastMoment;
  }

  /**
   * A process read counters. If they say that nothing is open it may dwell on that, while somebody
   * else opens something.
   */
  void glanced(SimulatedProcess process, List<Row> rows) {
    long open = 0;
    for (Row row : rows) {
      if (!row.key().partition().startsWith("C#")) return;
      open += row.number("open");
    }
    if (rows.isEmpty() || open != 0 || !happens(redriven)) return;
    lastMoment.run();
    process.stall(Duration.ofMillis(1 + random.nextInt(20_000)));
  }

  boolean storeFails() {
    return happens(storeFails);
  }

  /** Nobody may write anything now, whatever it is. */
  boolean permissionLost() {
    return scheduler.nanos() >= lostFrom && scheduler.nanos() < lostUntil;
  }

  /** Nobody may write this object, this time; some worlds are full of it. */
  boolean denied() {
    return permissionLost() || happens(deadly * 0.3);
  }

  boolean credentialsRefused() {
    return happens(refused);
  }

  boolean landsLate() {
    return happens(late);
  }

  /** From a moment to long past a session's end. */
  Duration lateness() {
    return Duration.ofMillis(1 + random.nextInt(coin() ? 5_000 : 240_000));
  }

  /** Whether somebody rewrites the source of what is under way. */
  boolean rewritten() {
    return happens(rewritten);
  }

  Duration within(Duration all) {
    return Duration.ofMillis(1 + random.nextLong(all.toMillis()));
  }

  boolean pageOutOfOrder() {
    return happens(disorder);
  }

  boolean bodyCut() {
    return happens(cut);
  }

  boolean coin() {
    return random.nextBoolean();
  }
}
