package io.longhaul.worker.loop;

import io.longhaul.access.NoAccess;
import io.longhaul.time.Alarm;
import io.longhaul.time.Time;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether the worker was asked to stop, and whether it stops because it cannot go on. */
final class Stop {
  private static final Duration LONG = Duration.ofDays(1);

  private final Alarm alarm;
  private volatile boolean asked;
  private volatile @Nullable String why;

  Stop(Time time) {
    alarm = time.alarm();
  }

  void ask() {
    asked = true;
    alarm.ring();
  }

  /** Stops for what asking again cannot mend. */
  void because(NoAccess no) {
    because(String.valueOf(no.getMessage()));
  }

  /** Stops for a reason that no unit can cure. */
  void because(String reason) {
    if (why == null) why = reason;
    ask();
  }

  boolean asked() {
    return asked;
  }

  /** Why the worker had to stop; empty if somebody asked it to. */
  Optional<String> why() {
    return Optional.ofNullable(why);
  }

  /** Something happened that whoever waits should look at. */
  void nudge() {
    alarm.ring();
  }

  void awaitNudge() throws InterruptedException {
    alarm.await(LONG);
  }
}
