package io.longhaul.worker.loop;

import io.longhaul.claim.Settler;
import io.longhaul.claim.SweeperMeters;
import io.longhaul.ledger.ClaimAnswer;
import io.longhaul.unit.Claim;
import io.longhaul.unit.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.function.Supplier;

/**
 * What a worker counts of its loop; tagged by kind and outcome, never by id. docs/meters.md says
 * what each of them tells.
 */
final class WorkerMeters {
  final Pulse pulse;
  final LedgerSilence silence;
  final SessionMeters sessions;
  final SweeperMeters sweeper;
  final Counter receiveFailures;
  final Counter deleteFailures;

  /** Messages that name no unit, or one that the ledger does not know. */
  final Counter foreign;

  private final UnitMeters units;
  private final Timer settles;
  private final Counter won;
  private final Counter refused;
  private final Counter tooNew;
  private final Counter unknown;

  /**
   * @param kinds those that the worker knows
   */
  WorkerMeters(MeterRegistry registry, List<String> kinds, Pulse pulse, LedgerSilence silence) {
    this.pulse = pulse;
    this.silence = silence;
    sessions = new SessionMeters(registry, pulse.moving);
    sweeper = new SweeperMeters(registry);
    units = new UnitMeters(registry, kinds);
    receiveFailures = registry.counter("longhaul.worker.receive.failures");
    deleteFailures = registry.counter("longhaul.worker.delete.failures");
    foreign = registry.counter("longhaul.worker.messages.foreign");
    settles = registry.timer("longhaul.worker.settles");
    won = claims(registry, "won");
    refused = claims(registry, "refused");
    tooNew = claims(registry, "too-new");
    unknown = claims(registry, "unknown");
    Gauge.builder("longhaul.worker.held", pulse, Pulse::held).register(registry);
    Gauge.builder("longhaul.worker.ready", pulse, WorkerMeters::ready).register(registry);
    FunctionCounter.builder("longhaul.worker.ledger.silent", silence, LedgerSilence::seconds)
        .baseUnit("seconds")
        .register(registry);
  }

  private static Counter claims(MeterRegistry registry, String outcome) {
    return registry.counter("longhaul.worker.claims", "outcome", outcome);
  }

  private static double ready(Pulse pulse) {
    return pulse.vitals().hindrance().isEmpty() ? 1 : 0;
  }

  /** The ledger answered a claim. */
  ClaimAnswer claimed(ClaimAnswer answer) {
    pulse.claimed();
    switch (answer) {
      case ClaimAnswer.Won mine -> won.increment();
      case ClaimAnswer.Refused no -> refused.increment();
      case ClaimAnswer.TooNew later -> tooNew.increment();
      case ClaimAnswer.Unknown stranger -> {
        unknown.increment();
        foreign.increment();
      }
    }
    return answer;
  }

  /** Settles, and counts and times it. */
  Settler.Result settled(Claim claim, Outcome outcome, Supplier<Settler.Result> settle) {
    Settler.Result result = settles.record(settle);
    if (result != Settler.Result.STALE) pulse.settled();
    units.settled(claim, outcome, result);
    return result;
  }
}
