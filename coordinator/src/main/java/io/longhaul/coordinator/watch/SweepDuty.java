package io.longhaul.coordinator.watch;

import io.longhaul.access.NoAccess;
import io.longhaul.claim.Sweeper;
import io.longhaul.ledger.LedgerUnavailable;
import io.longhaul.queue.QueueUnavailable;
import io.longhaul.stack.Stack;
import io.longhaul.time.Alarm;
import io.longhaul.time.Time;
import io.longhaul.unit.WorkerId;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the sweeper's duty in the background whenever it is free, so that a run ends by itself even
 * if nobody but a watcher is left.
 */
public final class SweepDuty implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SweepDuty.class);

  /** A client library may swallow an interrupt, so there is another one after so long. */
  private static final Duration AGAIN = Duration.ofSeconds(1);

  /** One that heeds none of so many is left behind: the process ends without it. */
  private static final int MOST = 60;

  private final Sweeper sweeper;
  private final Time time;
  private final Duration every;
  private final Alarm end;
  private final Thread sweeping;
  private volatile boolean ended;

  private SweepDuty(Sweeper sweeper, Time time, Duration every) {
    this.sweeper = sweeper;
    this.time = time;
    this.every = every;
    this.end = time.alarm();
    this.sweeping = time.start("sweep", this::sweep);
  }

  public static SweepDuty begin(Stack stack, WorkerId me) {
    Sweeper sweeper =
        new Sweeper(
            stack.ledger(),
            stack.queues(),
            stack.time(),
            me,
            stack.settings().sessions(),
            stack.settings().sweeps());
    return new SweepDuty(sweeper, stack.time(), stack.settings().sweeps().every());
  }

  private void sweep() {
    try {
      while (true) {
        try {
          sweeper.sweepOnDuty();
        } catch (LedgerUnavailable | QueueUnavailable e) {
          // cut short: the watch asks the ledger too and says so, the next sweep sends what is due
        } catch (NoAccess e) {
          throw e;
        } catch (RuntimeException e) {
          LOG.atError().setCause(e).log("a sweep ended half way, another follows");
        }
        time.sleep(every);
      }
    } catch (InterruptedException e) {
      // closed
    } catch (NoAccess e) {
      // this process may not sweep, the workers may; what it may not see, the watch says itself
    } finally {
      ended = true;
      end.ring();
    }
  }

  @Override
  public void close() {
    sweeping.interrupt();
    try {
      for (int i = 0; i < MOST && !ended; i++) {
        if (!end.await(AGAIN)) sweeping.interrupt();
      }
      sweeper.leave();
    } catch (LedgerUnavailable | NoAccess e) {
      // the duty lapses by itself
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
