package io.longhaul.worker.breaker;

import io.longhaul.unit.FailureClass;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What breakers count: how often they opened and closed, and what they held back and tried. */
final class BreakerMeters {
  private final MeterRegistry registry;
  final Counter closed;
  final Counter held;
  final Counter probes;

  BreakerMeters(MeterRegistry registry) {
    this.registry = registry;
    closed = registry.counter("longhaul.breaker.closed");
    held = registry.counter("longhaul.breaker.units.held");
    probes = registry.counter("longhaul.breaker.units.probes");
  }

  void opened(FailureClass failure) {
    registry.counter("longhaul.breaker.opened", "class", failure.word()).increment();
  }
}
