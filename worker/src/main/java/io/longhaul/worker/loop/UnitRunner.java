package io.longhaul.worker.loop;

import io.longhaul.access.NoAccess;
import io.longhaul.claim.FailurePolicy;
import io.longhaul.claim.HeldSession;
import io.longhaul.claim.InHand;
import io.longhaul.claim.SessionOver;
import io.longhaul.claim.Settler;
import io.longhaul.job.Job;
import io.longhaul.job.UnitBudget;
import io.longhaul.ledger.ClaimAnswer;
import io.longhaul.ledger.LedgerUnavailable;
import io.longhaul.s3.pace.Allowance;
import io.longhaul.time.Deadline;
import io.longhaul.time.Time;
import io.longhaul.unit.Claim;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.Outcome;
import io.longhaul.unit.RunName;
import io.longhaul.unit.UnitRef;
import io.longhaul.worker.breaker.Breakers;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Claims a unit, has it handled and settles what the handler returned. */
final class UnitRunner {
  private static final Logger LOG = LoggerFactory.getLogger(UnitRunner.class);

  /** A unit that this worker cannot do is left alone so long, for others to take. */
  private static final Duration FOR_OTHERS = Duration.ofSeconds(60);

  private final Worker.Parts parts;
  private final HeldSession session;
  private final Settler settler;
  private final OpenRuns runs;
  private final LedgerGate gate;
  private final WorkerMeters meters;
  private final Breakers breakers;
  private final Stop stop;
  private final AtomicLong claims = new AtomicLong();

  UnitRunner(
      Worker.Parts parts,
      HeldSession session,
      Settler settler,
      OpenRuns runs,
      LedgerGate gate,
      Worker.Kept kept) {
    this.parts = parts;
    this.session = session;
    this.settler = settler;
    this.runs = runs;
    this.gate = gate;
    this.meters = kept.meters();
    this.breakers = kept.breakers();
    this.stop = kept.stop();
  }

  /**
   * Asks the ledger for a unit until it answers: a claim whose answer was lost may have been
   * applied, and asked again under the same token it says so. Nobody else could tell: the unit
   * would stay with this session for as long as it is renewed.
   */
  ClaimAnswer claim(UnitRef ref) throws InterruptedException {
    String token = session.worker() + "-" + claims.incrementAndGet();
    for (boolean asked = false; ; asked = true) {
      try {
        boolean over = asked ? session.lost() : !session.live();
        if (over) throw new InterruptedException("the session is over");
        return parts
            .ledger()
            .units()
            .claim(ref, session.worker(), token, parts.handlers().version(), parts.time().now());
      } catch (LedgerUnavailable e) {
        gate.shut();
        gate.awaitOpen();
      }
    }
  }

  /** Does a unit that was won, and settles it. */
  void run(Claim claim) throws InterruptedException {
    OpenRuns.Known run;
    try {
      run = run(claim.ref().run());
    } catch (InterruptedException e) {
      if (!session.lost()) giveBack(claim);
      throw e;
    } catch (NoAccess e) {
      throw e;
    } catch (RuntimeException e) {
      // its run's row or job: no other worker reads it either
      LOG.atError()
          .setCause(e)
          .addKeyValue("run", claim.ref().run())
          .addKeyValue("worker", claim.worker())
          .log("run cannot be read");
      settle(claim, new Outcome.Failed(FailureClass.DEFECT, "its run: " + e), UnitBudget.DEFAULT);
      return;
    }
    Outcome outcome = handle(claim, run);
    if (!session.lost()) settle(claim, outcome, run.job().unit());
  }

  private void settle(Claim claim, Outcome outcome, UnitBudget budget) {
    FailurePolicy policy = FailurePolicy.of(budget.attempts(), parts.random());
    int version = outcome instanceof Outcome.Split ? parts.handlers().version(claim) : 0;
    settle(claim, outcome, policy, version);
  }

  private void settle(Claim claim, Outcome outcome, FailurePolicy policy, int version) {
    Settler.Result result =
        meters.settled(claim, outcome, () -> settler.settle(claim, outcome, policy, version));
    UnitLog.settled(claim, outcome, result);
  }

  private void giveBack(Claim claim) {
    Outcome released = new Outcome.Released("taken before it was begun", Duration.ZERO);
    FailurePolicy any = FailurePolicy.of(1, parts.random());
    settle(claim, released, any, 0);
  }

  private OpenRuns.Known run(RunName run) throws InterruptedException {
    while (true) {
      try {
        return runs.get(run);
      } catch (LedgerUnavailable e) {
        gate.shut();
        gate.awaitOpen();
      }
    }
  }

  private Outcome handle(Claim claim, OpenRuns.Known run) throws InterruptedException {
    if (!parts.handlers().knows(claim.kind())) {
      return new Outcome.Released("kind " + claim.kind() + " is not known here", FOR_OTHERS);
    }
    if (runs.cancelled(claim.ref().run())) {
      // the next sweep closes it; due at once, it would come back at once
      return new Outcome.Released("its run is being cancelled", parts.settings().sweep().every());
    }
    try {
      return breakers.handle(new Held(claim, run), parts.handlers()::handle);
    } catch (SessionOver e) {
      return new Outcome.Released("the session was too near its end", Duration.ZERO);
    } catch (InterruptedException e) {
      if (session.lost()) throw e;
      return new Outcome.Released("taken from its handler", Duration.ZERO);
    } catch (NoAccess e) {
      stop.because(e);
      return new Outcome.Released("the worker has no access", Duration.ZERO);
    } catch (RuntimeException | Error e) {
      // an error too: a unit that nobody settles stays in the hand of a session that lives on
      LOG.atError()
          .setCause(e)
          .addKeyValue("run", claim.ref().run())
          .addKeyValue("unit", claim.ref().unit())
          .addKeyValue("kind", claim.kind())
          .addKeyValue("worker", claim.worker())
          .log("handler failed in a way it should not");
      return new Outcome.Failed(FailureClass.DEFECT, e.toString());
    }
  }

  private final class Held implements InHand {
    private final Claim claim;
    private final OpenRuns.Known run;

    private Held(Claim claim, OpenRuns.Known run) {
      this.claim = claim;
      this.run = run;
    }

    @Override
    public Claim claim() {
      return claim;
    }

    @Override
    public Job job() {
      return run.job();
    }

    @Override
    public Instant began() {
      return run.began();
    }

    @Override
    public Time time() {
      return parts.time();
    }

    @Override
    public Deadline effect() {
      return session.effect();
    }

    @Override
    public Optional<Allowance> allowance() {
      return runs.allowance(claim.ref().run());
    }

    @Override
    public boolean leaving() {
      return stop.asked() || !session.live() || cancelled();
    }

    @Override
    public boolean cancelled() {
      return runs.cancelled(claim.ref().run());
    }
  }
}
