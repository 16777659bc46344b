package io.longhaul.worker.host;

import io.longhaul.access.NoAccess;
import io.longhaul.ledger.LedgerUnavailable;
import io.longhaul.time.Time;
import io.longhaul.worker.loop.Vitals;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits until a worker has had no unit for so long, and the ledger has none for it either. */
final class IdleWatch {
  private static final Logger LOG = LoggerFactory.getLogger(IdleWatch.class);

  private static final Duration EVERY = Duration.ofSeconds(1);

  /** Between two looks into the ledger, each of which costs a few requests for each open run. */
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private final Supplier<Vitals> vitals;
  private final Needed needed;
  private final Duration after;
  private final Time time;

  IdleWatch(Supplier<Vitals> vitals, Needed needed, Duration after, Time time) {
    this.vitals = vitals;
    this.needed = needed;
    this.after = after;
    this.time = time;
  }

  /** Returns when that is so; false if the worker leaves for another reason. */
  boolean await() throws InterruptedException {
    Instant began = time.now();
    Duration between = after.compareTo(LONGEST_PAUSE) < 0 ? after : LONGEST_PAUSE;
    while (true) {
      Vitals now = vitals.get();
      if (now.draining()) return false;
      if (!idle(now, began)) {
        time.sleep(EVERY);
        continue;
      }
      switch (look(now)) {
        case LEAVE -> {
          return true;
        }
        case LOOK_AGAIN -> time.sleep(needed.again());
        case STAY -> time.sleep(between);
      }
    }
  }

  private boolean idle(Vitals now, Instant began) {
    if (now.hindrance().isPresent() || now.work().held() > 0) return false;
    Instant worked = now.work().lastSettle().orElse(began);
    return !time.now().isBefore(worked.plus(after));
  }

  /** What cannot be known, or asked, is no reason to leave: the loop itself meets that, too. */
  private Needed.Answer look(Vitals now) {
    try {
      return now.session().map(mine -> needed.look(mine.worker())).orElse(Needed.Answer.STAY);
    } catch (LedgerUnavailable | NoAccess e) {
      LOG.atInfo()
          .addKeyValue("why", e.getMessage())
          .log("whether an idle worker is needed is not known, asking again");
      return Needed.Answer.STAY;
    }
  }
}
