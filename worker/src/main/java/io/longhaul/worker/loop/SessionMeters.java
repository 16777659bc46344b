package io.longhaul.worker.loop;

import io.longhaul.claim.HeldSession;
import io.longhaul.ledger.LedgerUnavailable;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What became of a worker's sessions: begun, renewed, a renewal not answered, lost. */
final class SessionMeters {
  private final Counter begun;
  private final Counter renewed;
  private final Counter unanswered;
  private final Counter lost;

  SessionMeters(MeterRegistry registry) {
    begun = sessions(registry, "begun");
    renewed = sessions(registry, "renewed");
    unanswered = sessions(registry, "unanswered");
    lost = sessions(registry, "lost");
  }

  private static Counter sessions(MeterRegistry registry, String outcome) {
    return registry.counter("longhaul.worker.sessions", "outcome", outcome);
  }

  void begun() {
    begun.increment();
  }

  /** Counts what it passes on. */
  HeldSession.Events counting(HeldSession.Events events) {
    return new HeldSession.Events() {
      @Override
      public void renewed() {
        renewed.increment();
        events.renewed();
      }

      @Override
      public void silent(LedgerUnavailable why) {
        unanswered.increment();
        events.silent(why);
      }

      @Override
      public void wishedAway() {
        events.wishedAway();
      }

      @Override
      public void lost() {
        lost.increment();
        events.lost();
      }
    };
  }
}
