package io.longhaul.worker.loop;

import io.longhaul.claim.HeldSession;
import io.longhaul.ledger.Farewell;
import io.longhaul.ledger.Ledger;
import io.longhaul.ledger.LedgerUnavailable;
import io.longhaul.queue.WorkQueues;
import io.longhaul.time.Time;
import io.longhaul.unit.WorkerId;
import io.longhaul.worker.breaker.BreakerSettings;
import io.longhaul.worker.breaker.Breakers;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does units until it is told to drain: under one session, and under a new one when that was lost.
 */
public final class Worker {
  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

  /** Between two words about a ledger that still does not answer. */
  private static final Duration SAID_EVERY = Duration.ofMinutes(1);

  private final Parts parts;
  private final Kept kept;
  private final Stop stop;
  private volatile Parting parting = (me, wish) -> {};
  private volatile @Nullable Farewell wish;

  /**
   * What a worker works with.
   *
   * @param ids ids for its sessions, none of which was ever used before
   */
  public record Parts(
      Ledger ledger,
      WorkQueues queues,
      Time time,
      Handlers handlers,
      WorkerSettings settings,
      Supplier<WorkerId> ids,
      RandomGenerator random) {}

  /** What outlives its sessions. */
  record Kept(Stop stop, Spared large, WorkerMeters meters, Breakers breakers) {}

  public Worker(Parts parts, MeterRegistry registry) {
    this(parts, BreakerSettings.DEFAULT, registry);
  }

  public Worker(Parts parts, BreakerSettings breaker, MeterRegistry registry) {
    this.parts = parts;
    this.stop = new Stop(parts.time());
    WorkerMeters meters =
        new WorkerMeters(
            registry,
            parts.handlers().names(),
            new Pulse(parts.time(), stop),
            new LedgerSilence(parts.time()));
    this.kept =
        new Kept(
            stop,
            new Spared(parts.time()),
            meters,
            new Breakers(breaker, parts.time(), parts.random(), registry));
  }

  /**
   * Works until {@link #drain} was called and all is settled or handed back.
   *
   * @return why it could not go on; empty if it was asked to stop
   */
  public Optional<String> run() throws InterruptedException {
    while (!stop.asked()) {
      HeldSession session = begin();
      if (session == null) break;
      kept.meters().sessions.begun();
      LOG.atInfo().addKeyValue("worker", session.worker()).log("session begun");
      new Serving(parts, session, kept, parting).run();
      wish = session.wish().orElse(wish);
    }
    return stop.why();
  }

  /**
   * Asks it to stop: no more receiving, units finish or split. May be called at any time, again.
   */
  public void drain() {
    stop.ask();
  }

  /** Has that done when it leaves, and not when its session is lost. */
  public void onParting(Parting last) {
    parting = last;
  }

  /** The ledger's wish by which it has left; empty: it has not, or for another reason. */
  public Optional<Farewell> wish() {
    return Optional.ofNullable(wish);
  }

  /** Leaves LARGE units to others for so long; those in hand go on. */
  public void spareLarge(Duration howLong) {
    kept.large().spare(howLong);
  }

  /** For how long at most its loop may have hung by now, in which no step should. */
  public Duration still() {
    return kept.meters().pulse.moving.still();
  }

  /** How it is; may be asked at any time, from any thread. */
  public Vitals vitals() {
    return kept.meters().pulse.vitals();
  }

  private @Nullable HeldSession begin() throws InterruptedException {
    Backoff backoff = new Backoff(parts.time(), parts.random());
    Rarely rarely = new Rarely(parts.time(), SAID_EVERY);
    while (!stop.asked()) {
      WorkerId id = parts.ids().get();
      try {
        kept.meters().pulse.moving.beat();
        return HeldSession.begin(
            parts.ledger(),
            parts.time(),
            id,
            parts.settings().session(),
            parts.settings().host(),
            parts.handlers().version());
      } catch (LedgerUnavailable e) {
        if (rarely.now()) {
          LOG.atWarn()
              .addKeyValue("worker", id)
              .addKeyValue("why", e.getMessage())
              .log("the ledger does not answer, trying again");
        }
        backoff.pause();
      }
    }
    return null;
  }
}
