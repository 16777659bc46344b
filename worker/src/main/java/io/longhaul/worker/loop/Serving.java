package io.longhaul.worker.loop;

import io.longhaul.access.NoAccess;
import io.longhaul.claim.HeldSession;
import io.longhaul.claim.Sender;
import io.longhaul.claim.Settler;
import io.longhaul.claim.Sweeper;
import io.longhaul.ledger.ClaimAnswer;
import io.longhaul.ledger.LedgerUnavailable;
import io.longhaul.queue.Message;
import io.longhaul.queue.QueueUnavailable;
import io.longhaul.queue.WorkQueue;
import io.longhaul.time.Alarm;
import io.longhaul.time.Deadline;
import io.longhaul.time.Time;
import io.longhaul.unit.Tier;
import io.longhaul.unit.UnitRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a worker does under one session, from its beginning until it is lost or drained. */
final class Serving {
  private static final Logger LOG = LoggerFactory.getLogger(Serving.class);

  /** A message of a unit that needs a newer worker is seen again by then. */
  private static final Duration FOR_NEWER = Duration.ofSeconds(60);

  /** What came too late for a session is seen again by the worker's next one. */
  private static final Duration FOR_NEXT = Duration.ofSeconds(1);

  /**
   * A receive that is cut off may swallow messages: the broker hides them for whoever has gone. So
   * the last has its time to be answered, as one has at once where there is work.
   */
  private static final Duration LAST_RECEIVE = Duration.ofMillis(1_500);

  /** Handlers that were called off end their request first, which the session bounds. */
  private final Duration lastRequests;

  private final Worker.Parts parts;
  private final Time time;
  private final HeldSession session;
  private final Stop stop;
  private final Spared large;
  private final LedgerGate gate;
  private final OpenRuns runs;
  private final Alarm renewed;
  private final Answering ledger;
  private final UnitsInHand inHand;
  private final Parting parting;

  /** A unit was claimed that can be neither done nor settled: what it is about cannot be read. */
  private volatile boolean stuck;

  private final Settler settler;
  private final Sweeper sweeper;
  private final UnitRunner runner;
  private final WorkerMeters meters;
  private final List<Deletes> deleting = new ArrayList<>();
  private final List<Receiving> receiving = new ArrayList<>();
  private final List<Background> background = new ArrayList<>();

  Serving(Worker.Parts parts, HeldSession session, Worker.Kept kept, Parting parting) {
    this.parts = parts;
    this.parting = parting;
    this.time = parts.time();
    this.session = session;
    this.stop = kept.stop();
    this.large = kept.large();
    this.meters = kept.meters();
    this.lastRequests = session.settings().length();
    this.runs =
        new OpenRuns(
            parts.ledger(), new Shares(parts.ledger(), time, session.worker(), session.settings()));
    this.renewed = time.alarm();
    this.ledger = new Answering("ledger", time);
    this.inHand = new UnitsInHand(time);
    this.gate = new LedgerGate(meters.silence);
    meters.pulse.serves(session, gate, inHand);
    Sender sender = new Sender(parts.ledger(), parts.queues(), time);
    this.settler =
        new Settler(
            parts.ledger(), sender, time, session, parts.settings().allSlots(), stop::because);
    this.sweeper =
        new Sweeper(
            parts.ledger(),
            parts.queues(),
            time,
            session.worker(),
            session.settings(),
            parts.settings().sweep());
    this.runner = new UnitRunner(parts, session, settler, runs, gate, kept);
  }

  /** Serves until the session is lost or the worker is asked to stop. */
  void run() throws InterruptedException {
    background.add(start("renew", () -> session.keep(meters.sessions.counting(events()))));
    background.add(start("runs", this::refreshRuns));
    background.add(start("settle", settler::run));
    background.add(start("sweep", this::sweep));
    for (Tier tier : Tier.values()) {
      WorkQueue queue = parts.queues().of(tier);
      Deletes deletes = new Deletes(queue, time, meters.deleteFailures);
      deleting.add(deletes);
      background.add(start("delete-" + tier, deletes::run));
      Slots slots = new Slots(parts.settings().slots(tier));
      Backoff backoff = new Backoff(time, parts.random());
      Poller poller = new Poller(queue, slots, gate(tier), backoff, time, meters);
      Poller.Taker taker = message -> take(message, queue, deletes);
      Background loop = start("poll-" + tier, () -> poller.run(parts.settings().longPoll(), taker));
      receiving.add(new Receiving(poller, loop));
    }
    try {
      while (!stop.asked() && !session.lost()) stop.awaitNudge();
    } finally {
      end();
    }
  }

  private Poller.Gate gate(Tier tier) {
    if (tier != Tier.LARGE) return gate::awaitOpen;
    return () -> {
      large.awaitOver();
      gate.awaitOpen();
    };
  }

  /** Stops asking, lets units finish or split within the grace, and leaves. */
  private void end() throws InterruptedException {
    if (stop.asked()) session.goes();
    endReceiving();
    if (!session.lost() && !inHand.awaitNone(time, parts.settings().grace())) {
      LOG.atInfo().addKeyValue("units", inHand.size()).log("grace is over, units are released");
    }
    inHand.callOff();
    inHand.awaitNone(time, lastRequests);
    for (Receiving ended : receiving) ended.loop.join();
    // what came in with a last receive is being given back
    Deadline given = Deadline.in(time, lastRequests);
    for (Receiving ended : receiving) ended.poller.awaitTaken(given);
    flush();
    if (!session.lost() && !stuck) leave();
    gate.open();
    background.forEach(Background::end);
    for (Background ended : background) ended.join();
  }

  private void endReceiving() throws InterruptedException {
    Deadline last = Deadline.in(time, LAST_RECEIVE);
    for (Receiving each : receiving) {
      if (!each.poller.end()) each.loop.end();
    }
    try {
      for (Receiving each : receiving) each.loop.awaitEnd(last);
    } finally {
      for (Receiving each : receiving) each.loop.end();
    }
  }

  private void flush() {
    try {
      deleting.forEach(Deletes::flush);
    } catch (NoAccess e) {
      stop.because(e);
    }
  }

  private void leave() throws InterruptedException {
    part();
    try {
      sweeper.leave();
      session.leave();
    } catch (LedgerUnavailable | NoAccess e) {
      LOG.atInfo()
          .addKeyValue("worker", session.worker())
          .addKeyValue("why", e.getMessage())
          .log("left without telling the ledger; the session lapses by itself");
    }
  }

  private void part() throws InterruptedException {
    try {
      parting.part(session.worker(), session.wish());
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).log("what was to be done at last was not");
    }
  }

  private void sweep() throws InterruptedException {
    while (true) {
      time.sleep(parts.settings().sweep().every());
      try {
        meters.sweeper.swept(sweeper.sweepOnDuty());
      } catch (LedgerUnavailable e) {
        gate.shut();
        gate.awaitOpen();
      } catch (QueueUnavailable e) {
        meters.receiveFailures.increment();
      } catch (NoAccess e) {
        throw e;
      } catch (RuntimeException e) {
        meters.sweeper.failed();
        LOG.atError().setCause(e).log("a sweep ended half way, another follows");
      }
    }
  }

  /** After each renewal, and apart from it: however many runs there are, none of them delays it. */
  private void refreshRuns() throws InterruptedException {
    while (true) {
      if (!renewed.await(session.settings().length())) continue;
      try {
        runs.refresh();
      } catch (LedgerUnavailable e) {
        // the states are as old as the last renewal that was answered; read again after the next
      }
    }
  }

  private HeldSession.Events events() {
    return new HeldSession.Events() {
      @Override
      public void renewed() {
        ledger.again();
        gate.open();
        renewed.ring();
      }

      @Override
      public void silent(LedgerUnavailable why) {
        ledger.not(String.valueOf(why.getMessage()));
        gate.shut();
      }

      @Override
      public void wishedAway() {
        LOG.atInfo().addKeyValue("worker", session.worker()).log("asked by the ledger to leave");
        stop.ask();
      }

      @Override
      public void lost() {
        LOG.atWarn().addKeyValue("worker", session.worker()).log("session lost");
        inHand.callOff();
        gate.open();
        stop.nudge();
      }
    };
  }

  /** Once the ledger has answered, the message has done its work, whoever holds the unit. */
  private void take(Message message, WorkQueue queue, Deletes deletes) {
    if (message.unit().isEmpty()) {
      meters.foreign.increment(); // left to the broker's maxReceiveCount
      return;
    }
    UnitRef ref = message.unit().get();
    boolean mayBegin = inHand.begin(ref.run());
    try {
      if (!mayBegin || stop.asked() || !session.live()) {
        giveBack(message, queue);
        return;
      }
      switch (meters.claimed(claim(ref, message, queue))) {
        case ClaimAnswer.Won won -> {
          deletes.add(message);
          runner.run(won.claim());
        }
        case ClaimAnswer.Refused refused -> deletes.add(message);
        case ClaimAnswer.TooNew tooNew -> queue.returnLater(message, FOR_NEWER);
        case ClaimAnswer.Unknown unknown -> {} // left to the broker's maxReceiveCount
      }
    } catch (InterruptedException e) {
      // called off: what was claimed is taken back from a lost session, or was released
      Thread.currentThread().interrupt();
    } catch (QueueUnavailable e) {
      meters.receiveFailures.increment();
    } catch (NoAccess e) {
      stop.because(e);
    } catch (RuntimeException | Error e) {
      // stuck in this session's hand: its end frees it, and counts as a loss, three times at most
      stuck = true;
      LOG.atError().setCause(e).addKeyValue("unit", ref).log("unit cannot be held");
      stop.because("unit " + ref + ": " + e);
    } finally {
      inHand.end();
    }
  }

  private ClaimAnswer claim(UnitRef ref, Message message, WorkQueue queue)
      throws InterruptedException {
    try {
      return runner.claim(ref);
    } catch (InterruptedException e) {
      giveBack(message, queue);
      throw e;
    }
  }

  /** For others, at once; or for the next session of this worker, which is not there yet. */
  private void giveBack(Message message, WorkQueue queue) {
    queue.returnLater(message, stop.asked() ? Duration.ZERO : FOR_NEXT);
  }

  private interface Task {
    void run() throws InterruptedException;
  }

  private Background start(String name, Task task) {
    Background started = new Background(time.alarm());
    started.thread =
        time.start(
            name,
            () -> {
              try {
                task.run();
              } catch (InterruptedException e) {
                // asked to end
              } catch (NoAccess e) {
                LOG.atError()
                    .addKeyValue("step", name)
                    .addKeyValue("why", e.getMessage())
                    .log("no access");
                stop.because(e);
              } catch (RuntimeException | Error e) {
                LOG.atError().setCause(e).addKeyValue("step", name).log("the loop cannot go on");
                stop.because(name + ": " + e);
              } finally {
                started.ended();
              }
            });
    return started;
  }

  private record Receiving(Poller poller, Background loop) {}

  /** A loop that runs until it is interrupted. */
  private static final class Background {
    /** A client library may swallow an interrupt, so there is another one after so long. */
    private static final Duration AGAIN = Duration.ofSeconds(1);

    /** One that heeds none of so many is left behind: the process ends without it. */
    private static final int MOST = 60;

    private final Alarm alarm;
    private volatile boolean ended;
    private @Nullable Thread thread;

    private Background(Alarm alarm) {
      this.alarm = alarm;
    }

    private void ended() {
      ended = true;
      alarm.ring();
    }

    void end() {
      if (thread != null) thread.interrupt();
    }

    /** Lets it end by itself if it does in time. */
    void awaitEnd(Deadline deadline) throws InterruptedException {
      while (!ended && !deadline.passed()) alarm.await(deadline.remaining());
    }

    void join() throws InterruptedException {
      for (int i = 0; i < MOST && !ended; i++) {
        if (!alarm.await(AGAIN)) end();
      }
      if (!ended) LOG.atError().addKeyValue("step", thread).log("a loop does not end");
    }
  }
}
