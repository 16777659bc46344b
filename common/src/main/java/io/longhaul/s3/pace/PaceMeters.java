package io.longhaul.s3.pace;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What pacing counts: how often a place asked for less and was given less. */
final class PaceMeters {
  final Counter slower;

  PaceMeters(MeterRegistry registry) {
    slower = registry.counter("longhaul.pace.slower");
  }
}
