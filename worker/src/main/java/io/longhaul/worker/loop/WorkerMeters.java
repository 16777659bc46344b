package io.longhaul.worker.loop;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What a worker counts of its loop; tagged by kind and outcome, never by id. */
final class WorkerMeters {
  private final MeterRegistry registry;
  final Counter receiveFailures;
  final Counter foreign;
  final Counter tooNew;
  final Counter refused;

  WorkerMeters(MeterRegistry registry) {
    this.registry = registry;
    receiveFailures = registry.counter("longhaul.worker.receive.failures");
    foreign = registry.counter("longhaul.worker.messages.foreign");
    tooNew = registry.counter("longhaul.worker.messages.too_new");
    refused = registry.counter("longhaul.worker.claims.refused");
  }

  void settled(String kind, String outcome) {
    registry.counter("longhaul.worker.units", "kind", kind, "outcome", outcome).increment();
  }
}
