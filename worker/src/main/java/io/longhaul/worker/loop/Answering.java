package io.longhaul.worker.loop;

import io.longhaul.time.Time;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says of one that is asked again and again that it gives no answer, at once and then once a
 * minute, and that it answers again.
 */
final class Answering {
  private static final Logger LOG = LoggerFactory.getLogger(Answering.class);
  private static final Duration SAID_EVERY = Duration.ofMinutes(1);

  private final String who;
  private final Rarely rarely;
  private boolean said;

  /**
   * @param who in the words of a person: {@code ledger}
   */
  Answering(String who, Time time) {
    this.who = who;
    this.rarely = new Rarely(time, SAID_EVERY);
  }

  synchronized void not(String why) {
    if (!rarely.now()) return;
    said = true;
    LOG.atWarn()
        .addKeyValue("of", who)
        .addKeyValue("why", why)
        .log("no answer: nothing is received until there is one, and nothing is lost");
  }

  synchronized void again() {
    if (!said) return;
    said = false;
    LOG.atInfo().addKeyValue("of", who).log("it answers again");
  }
}
