package io.longhaul.claim;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What the sweeps of this process did, summed up; other processes may hold the duty meanwhile. */
public final class SweeperMeters {
  private final Counter reclaimed;
  private final Counter killed;
  private final Counter sent;
  private final Counter opened;
  private final Counter cancelled;
  private final Counter closed;
  private final Counter noticed;
  private final Counter halfWay;

  public SweeperMeters(MeterRegistry registry) {
    reclaimed = units(registry, "reclaimed");
    killed = units(registry, "killed");
    sent = units(registry, "sent");
    opened = units(registry, "opened");
    cancelled = units(registry, "cancelled");
    noticed = units(registry, "noticed");
    closed = registry.counter("longhaul.sweeper.runs.closed");
    halfWay = registry.counter("longhaul.sweeper.failures");
  }

  private static Counter units(MeterRegistry registry, String outcome) {
    return registry.counter("longhaul.sweeper.units", "outcome", outcome);
  }

  public void swept(Sweeper.Swept swept) {
    reclaimed.increment(swept.reclaimed());
    killed.increment(swept.killed());
    sent.increment(swept.sent());
    opened.increment(swept.opened());
    cancelled.increment(swept.cancelled());
    closed.increment(swept.closed());
    noticed.increment(swept.noticed());
  }

  /** A sweep ended half way, for whatever reason. */
  public void failed() {
    halfWay.increment();
  }
}
