package io.longhaul.coordinator.watch;

import io.longhaul.access.NoAccess;
import io.longhaul.ledger.LedgerUnavailable;
import io.longhaul.queue.QueueUnavailable;
import io.longhaul.time.Alarm;
import io.longhaul.time.Time;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does a duty's rounds in the background until it is closed. */
final class Rounds implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

  /** A client library may swallow an interrupt, so there is another one after so long. */
  private static final Duration AGAIN = Duration.ofSeconds(1);

  /** One that heeds none of so many is left behind: the process ends without it. */
  private static final int MOST = 60;

  private final String name;
  private final Time time;
  private final Duration every;
  private final Round round;
  private final Alarm end;
  private final Thread going;
  private volatile boolean ended;

  /** One round. */
  interface Round {
    void go() throws InterruptedException;
  }

  Rounds(String name, Time time, Duration every, Round round) {
    this.name = name;
    this.time = time;
    this.every = every;
    this.round = round;
    this.end = time.alarm();
    this.going = time.start(name, this::goOn);
  }

  private void goOn() {
    try {
      while (true) {
        try {
          round.go();
        } catch (LedgerUnavailable | QueueUnavailable e) {
          // cut short: the watch asks the ledger too and says so, the next round does what is due
        } catch (NoAccess e) {
          throw e;
        } catch (RuntimeException e) {
          LOG.atError()
              .setCause(e)
              .addKeyValue("step", name)
              .log("a round of a duty ended half way, another follows");
        }
        time.sleep(every);
      }
    } catch (InterruptedException e) {
      // closed
    } catch (NoAccess e) {
      // this process may not do it, the workers may; what it may not see, the watch says itself
    } finally {
      ended = true;
      end.ring();
    }
  }

  /** Ends them; a round that is under way is interrupted, and waited for. */
  @Override
  public void close() {
    going.interrupt();
    try {
      for (int i = 0; i < MOST && !ended; i++) {
        if (!end.await(AGAIN)) going.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
