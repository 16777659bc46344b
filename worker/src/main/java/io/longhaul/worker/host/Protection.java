package io.longhaul.worker.host;

import io.longhaul.time.Time;
import java.time.Duration;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps this machine from being ended by its group while it has units in hand.
 *
 * <p>It is let go only after a minute without any, so that a worker between two units costs no
 * calls. What fails is tried again, further and further apart: the worst that can follow is that a
 * busy machine is chosen, which then drains like any that goes.
 */
final class Protection {
  private static final Logger LOG = LoggerFactory.getLogger(Protection.class);

  private static final Duration EVERY = Duration.ofSeconds(2);
  private static final Duration CALM = Duration.ofMinutes(1);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  private final Group group;
  private final IntSupplier held;
  private final Time time;
  private final HostMeters meters;

  /** Null: not known, for an earlier process on this machine may have left it either way. */
  private @Nullable Boolean now;

  private long lastHeld;
  private long notBefore;
  private Duration pause = FIRST_PAUSE;

  /**
   * @param held how many units are in hand
   */
  Protection(Group group, IntSupplier held, Time time, HostMeters meters) {
    this.group = group;
    this.held = held;
    this.time = time;
    this.meters = meters;
    this.lastHeld = time.nanos();
    this.notBefore = lastHeld;
  }

  /** Keeps it so until interrupted. */
  void run() throws InterruptedException {
    while (true) {
      look();
      time.sleep(EVERY);
    }
  }

  private void look() throws InterruptedException {
    long nanos = time.nanos();
    if (held.getAsInt() > 0) {
      lastHeld = nanos;
      want(true, nanos);
    } else if (nanos - lastHeld >= CALM.toNanos()) {
      want(false, nanos);
    }
  }

  private void want(boolean wanted, long nanos) throws InterruptedException {
    if (now != null && now == wanted || nanos - notBefore < 0) return;
    try {
      group.protect(wanted);
      now = wanted;
      pause = FIRST_PAUSE;
      meters.isProtected(wanted);
    } catch (GroupRefused e) {
      meters.protectionFailed();
      LOG.atWarn()
          .addKeyValue("why", e.getMessage())
          .log("protection from scale-in was not changed, trying again");
      notBefore = nanos + pause.toNanos();
      pause = pause.multipliedBy(2);
      if (pause.compareTo(LONGEST_PAUSE) > 0) pause = LONGEST_PAUSE;
    }
  }

  /**
   * Lets the machine be chosen, after the last unit, whoever has protected it meanwhile; one try,
   * for whoever ends it can do it, too.
   */
  void drop() throws InterruptedException {
    now = null;
    notBefore = time.nanos();
    want(false, notBefore);
  }
}
