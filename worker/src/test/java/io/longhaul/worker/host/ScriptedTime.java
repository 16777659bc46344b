package io.longhaul.worker.host;

import io.longhaul.time.Alarm;
import io.longhaul.time.JumpingTime;
import io.longhaul.time.Time;
import java.time.Duration;
import java.time.Instant;

/** A clock that jumps, and before each wait lets the test do what is due. */
record ScriptedTime(JumpingTime time, Runnable beforeEachWait) implements Time {
  @Override
  public Instant now() {
    return time.now();
  }

  @Override
  public long nanos() {
    return time.nanos();
  }

  @Override
  public void sleep(Duration howLong) throws InterruptedException {
    beforeEachWait.run();
    time.sleep(howLong);
  }

  @Override
  public Alarm alarm() {
    return time.alarm();
  }

  @Override
  public Thread start(String name, Runnable task) {
    return time.start(name, task);
  }
}
