package io.longhaul.worker.simulation;

import java.time.Duration;
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
  private long outageUntil;
  private final double outage;
  int crashes;

  Faults(Scheduler scheduler, Duration until) {
    this.scheduler = scheduler;
    this.random = scheduler.random;
    this.endNanos = until.toNanos();
    crash = sometimes(0.7, 0.004);
    freeze = sometimes(0.5, 0.003);
    deadly = random.nextInt(3) == 0 ? 0.6 : 0.05;
    stall = sometimes(0.6, 0.2);
    ledgerFails = sometimes(0.5, 0.03);
    queueFails = sometimes(0.5, 0.05);
    messageLost = sometimes(0.5, 0.2);
    messageDoubled = sometimes(0.5, 0.3);
    outage = sometimes(0.3, 0.0008);
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

  boolean coin() {
    return random.nextBoolean();
  }
}
