package io.longhaul.worker.breaker;

import io.longhaul.unit.FailureClass;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** What breakers count: how often they opened and closed, and what they held back and tried. */
final class BreakerMeters {
  private final Map<FailureClass, Counter> opened = new EnumMap<>(FailureClass.class);
  final Counter closed;
  final Counter held;
  final Counter probes;

  BreakerMeters(MeterRegistry registry) {
    for (FailureClass failure : FailureClass.values()) {
      opened.put(failure, registry.counter("longhaul.breaker.opened", "outcome", failure.word()));
    }
    closed = registry.counter("longhaul.breaker.closed");
    held = registry.counter("longhaul.breaker.units.held");
    probes = registry.counter("longhaul.breaker.units.probes");
  }

  void opened(FailureClass failure) {
    Objects.requireNonNull(opened.get(failure)).increment();
  }
}
