package io.longhaul.claim;

import io.longhaul.access.NoAccess;
import io.longhaul.ledger.Ledger;
import io.longhaul.ledger.LedgerUnavailable;
import io.longhaul.ledger.Settled;
import io.longhaul.ledger.Settlement;
import io.longhaul.ledger.Settlements;
import io.longhaul.time.Time;
import io.longhaul.unit.Claim;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.Fate;
import io.longhaul.unit.NewUnit;
import io.longhaul.unit.Outcome;
import io.longhaul.unit.Tally;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settles what handlers return, one transaction at a time, up to 20 ready ones in one: a worker's
 * settles never collide with each other at its counter row.
 */
public final class Settler {
  /** What became of a unit when its outcome was settled. */
  public enum Result {
    SETTLED,
    /** Handed back or tried again later. */
    RETURNED,
    DEAD,
    CANCELLED,
    /** It was not ours any more; nothing was changed. */
    STALE
  }

  /** Between two tries at a ledger that does not answer. */
  private static final Duration PAUSE = Duration.ofMillis(500);

  private static final Logger LOG = LoggerFactory.getLogger(Settler.class);

  private final Ledger ledger;
  private final Sender sender;
  private final Time time;
  private final HeldSession session;
  private final Consumer<NoAccess> denied;
  private final BlockingQueue<Entry> ready;
  private boolean ended;

  /**
   * @param slots how many handlers there are at the most: the bound of what waits here
   * @param denied hears what asking again cannot mend; what else is ready is settled all the same
   */
  public Settler(
      Ledger ledger,
      Sender sender,
      Time time,
      HeldSession session,
      int slots,
      Consumer<NoAccess> denied) {
    this.ledger = ledger;
    this.sender = sender;
    this.time = time;
    this.session = session;
    this.denied = denied;
    this.ready = new ArrayBlockingQueue<>(slots);
  }

  private static final class Entry {
    final Claim claim;
    final Outcome outcome;
    final FailurePolicy policy;
    final int version;
    final CountDownLatch settled = new CountDownLatch(1);
    Result result = Result.STALE;

    Entry(Claim claim, Outcome outcome, FailurePolicy policy, int version) {
      this.claim = claim;
      this.outcome = outcome;
      this.policy = policy;
      this.version = version;
    }

    void become(Result result) {
      if (settled.getCount() == 0) return;
      this.result = result;
      settled.countDown();
    }

    /** An interrupt does not cut it short, and is kept. */
    Result await() {
      boolean interrupted = false;
      while (true) {
        try {
          settled.await();
          if (interrupted) Thread.currentThread().interrupt();
          return result;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
  }

  /**
   * Hands an outcome over and waits until the ledger has answered, the session is lost, or settling
   * has ended. A unit that is done must not be lost for an interrupt that came too late for it.
   */
  public Result settle(Claim claim, Outcome outcome, FailurePolicy policy, int version) {
    Entry entry = new Entry(claim, outcome, policy, version);
    synchronized (ready) {
      if (ended) return Result.STALE;
      ready.add(entry);
    }
    Result result = entry.await();
    if (result == Result.SETTLED) session.settledOne();
    return result;
  }

  /** Settles until interrupted; what is not settled then is not settled by this session. */
  public void run() throws InterruptedException {
    List<Entry> batch = new ArrayList<>();
    try {
      while (true) {
        batch.add(ready.take());
        ready.drainTo(batch, Settlements.MOST_AT_ONCE - 1);
        try {
          settle(batch);
        } catch (NoAccess e) {
          for (Entry entry : batch) entry.become(Result.STALE);
          denied.accept(e);
        }
        batch.clear();
      }
    } finally {
      synchronized (ready) {
        ended = true;
        ready.drainTo(batch);
      }
      for (Entry entry : batch) entry.become(Result.STALE);
    }
  }

  private void settle(List<Entry> batch) throws InterruptedException {
    List<Entry> closing = new ArrayList<>();
    for (Entry entry : batch) {
      if (closes(entry)) closing.add(entry);
      else entry.become(untilAnswered(() -> handBack(entry)));
    }
    try {
      if (!closing.isEmpty()) closeAll(closing);
    } catch (IllegalArgumentException | IllegalStateException e) {
      // one of them cannot be settled at all: alone it fails, and takes none of the others along
      for (Entry entry : closing) closeAlone(entry);
    }
  }

  private void closeAlone(Entry entry) throws InterruptedException {
    if (entry.settled.getCount() == 0) return;
    try {
      closeAll(List.of(entry));
    } catch (IllegalArgumentException | IllegalStateException e) {
      LOG.atError()
          .setCause(e)
          .addKeyValue("run", entry.claim.ref().run())
          .addKeyValue("unit", entry.claim.ref().unit())
          .addKeyValue("worker", entry.claim.worker())
          .log("outcome cannot be settled");
      Outcome defect = new Outcome.Failed(FailureClass.DEFECT, "its outcome: " + e.getMessage());
      Entry instead = new Entry(entry.claim, defect, entry.policy, entry.version);
      if (closes(instead)) closeAll(List.of(instead));
      else instead.become(untilAnswered(() -> handBack(instead)));
      entry.become(instead.result);
    }
  }

  private void closeAll(List<Entry> entries) throws InterruptedException {
    List<Settlement> settlements = entries.stream().map(Settler::settlement).toList();
    List<Settled> answers = new ArrayList<>();
    Result outcome =
        untilAnswered(() -> {
          answers.addAll(ledger.settlements().settle(settlements, time.now()));
          return Result.SETTLED;
        });
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      entry.become(
          outcome == Result.STALE
              ? Result.STALE
              : follow(entry, settlements.get(i), answers.get(i)));
    }
  }

  private Result follow(Entry entry, Settlement settlement, Settled answer)
      throws InterruptedException {
    return switch (answer) {
      case Settled.Mine mine -> {
        send(mine.toSend());
        yield settlement instanceof Settlement.Dead ? Result.DEAD : Result.SETTLED;
      }
      case Settled.Stale stale -> Result.STALE;
      case Settled.Marked marked -> untilAnswered(() -> cancel(entry));
    };
  }

  /** The unit is settled, whatever becomes of the messages: what did not go out is noted. */
  private void send(List<Settled.ToSend> units) {
    try {
      sender.send(units);
    } catch (NoAccess e) {
      denied.accept(e);
    }
  }

  private Result cancel(Entry entry) {
    Settlement cancelled =
        new Settlement.Cancelled(entry.claim, givenUp(entry.claim, entry.outcome));
    return switch (ledger.settlements().settle(cancelled, time.now())) {
      case Settled.Mine mine -> Result.CANCELLED;
      case Settled.Stale stale -> Result.STALE;
      case Settled.Marked marked -> throw new IllegalStateException("a cancel opens nothing");
    };
  }

  /** What the ledger counted of a unit's objects when its outcome was settled so. */
  public static Tally counted(Claim claim, Outcome outcome, Result result) {
    return switch (result) {
      case SETTLED ->
          switch (outcome) {
            case Outcome.Done done -> done.tally();
            case Outcome.Split split -> split.tally();
            case Outcome.Failed failed -> Tally.NONE;
            case Outcome.Released released -> Tally.NONE;
          };
      case DEAD -> claim.payload().unfinished(Fate.DEAD);
      case CANCELLED -> givenUp(claim, outcome);
      case RETURNED, STALE -> Tally.NONE;
    };
  }

  /** What was done stays done; what would have been handed on is cancelled with the run. */
  private static Tally givenUp(Claim claim, Outcome outcome) {
    if (!(outcome instanceof Outcome.Split split)) {
      return claim.payload().unfinished(Fate.CANCELLED);
    }
    Tally tally = split.tally();
    tally =
        tally.with(Fate.FORWARDED, -tally.objects(Fate.FORWARDED), -tally.bytes(Fate.FORWARDED));
    List<NewUnit> unborn = new ArrayList<>(split.children());
    split.next().ifPresent(unborn::add);
    for (NewUnit unit : unborn) {
      Tally given = unit.payload().unfinished(Fate.CANCELLED);
      tally =
          tally
              .plus(given)
              .with(Fate.RECEIVED, -given.objects(Fate.RECEIVED), -given.bytes(Fate.RECEIVED));
    }
    return tally;
  }

  private Result handBack(Entry entry) {
    Instant now = time.now();
    boolean mine;
    Instant due;
    switch (entry.outcome) {
      case Outcome.Released released -> {
        due = now.plus(released.after());
        mine = ledger.units().release(entry.claim, due, now);
      }
      case Outcome.Failed failed -> {
        due = now.plus(entry.policy.pause(entry.claim));
        mine = ledger.units().retry(entry.claim, failed.failure(), failed.why(), due, now);
      }
      case Outcome.Done done -> throw new IllegalStateException("closes its unit");
      case Outcome.Split split -> throw new IllegalStateException("closes its unit");
    }
    if (!mine) return Result.STALE;
    send(List.of(new Settled.ToSend(entry.claim.ref(), entry.claim.tier(), due)));
    return Result.RETURNED;
  }

  private static boolean closes(Entry entry) {
    return switch (entry.outcome) {
      case Outcome.Done done -> true;
      case Outcome.Split split -> true;
      case Outcome.Released released -> false;
      case Outcome.Failed failed -> !entry.policy.hasBudget(entry.claim, failed);
    };
  }

  private static Settlement settlement(Entry entry) {
    return switch (entry.outcome) {
      case Outcome.Done done -> new Settlement.Done(entry.claim, done.tally());
      case Outcome.Split split ->
          new Settlement.Split(
              entry.claim, split.tally(), split.children(), split.next(), entry.version);
      case Outcome.Failed failed ->
          new Settlement.Dead(entry.claim, failed.failure(), failed.why());
      case Outcome.Released released -> throw new IllegalStateException("does not close its unit");
    };
  }

  private interface Try {
    Result once();
  }

  /**
   * Asks until the ledger answers. A settle needs only the fence, so it may come after the
   * session's end; once the session is lost, the unit is another's and the answer does not matter.
   */
  private Result untilAnswered(Try settle) throws InterruptedException {
    while (true) {
      try {
        return settle.once();
      } catch (LedgerUnavailable e) {
        if (session.lost()) return Result.STALE;
        time.sleep(PAUSE);
      }
    }
  }
}
