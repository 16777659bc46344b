package io.longhaul.worker.host;

import io.longhaul.time.Time;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks every few seconds whether this machine is to go, and tells each thing once. */
final class NoticeWatch {
  private static final Logger LOG = LoggerFactory.getLogger(NoticeWatch.class);

  /** EC2's user guide, "Spot instance interruption notices": check every 5 seconds. */
  private static final Duration EVERY = Duration.ofSeconds(5);

  /** One failed look in so many is said: about one in five minutes. */
  private static final int SAID = 60;

  private final Notices notices;
  private final Time time;
  private final Listener listener;
  private final HostMeters meters;
  private int failed;
  private @Nullable Instant recommended;

  NoticeWatch(Notices notices, Time time, Listener listener, HostMeters meters) {
    this.notices = notices;
    this.time = time;
    this.listener = listener;
    this.meters = meters;
  }

  /** Who has to do something about it. */
  interface Listener {
    /** The machine goes, within minutes. */
    void ends(Notice notice);

    /** It may go. */
    void atRisk(Notice notice);
  }

  /** Watches until it has told that the machine goes, for there is nothing more to be told. */
  void run() throws InterruptedException {
    while (!look()) time.sleep(EVERY);
  }

  /** One look; whether the machine goes. */
  private boolean look() throws InterruptedException {
    try {
      for (Notice notice : notices.read(time.now())) {
        if (notice.kind().ends()) {
          meters.noticed(notice);
          say(notice);
          listener.ends(notice);
          return true;
        }
        risk(notice);
      }
      failed = 0;
    } catch (ImdsSilent e) {
      meters.silent();
      if (failed++ % SAID == 0) {
        LOG.atWarn().addKeyValue("why", e.getMessage()).log("instance metadata does not answer");
      }
    }
    return false;
  }

  /** A recommendation stands for as long as the machine does; a newer one has another time. */
  private void risk(Notice notice) {
    if (notice.at().equals(recommended)) return;
    recommended = notice.at();
    meters.noticed(notice);
    say(notice);
    listener.atRisk(notice);
  }

  private static void say(Notice notice) {
    LOG.atWarn()
        .addKeyValue("notice", notice.kind().word())
        .addKeyValue("why", notice.what())
        .log("EC2 has a notice for this machine");
  }
}
