package io.longhaul.time;

import java.time.Duration;
import java.time.Instant;

/** A clock whose wall time is corrected by what the servers' answers say; all else is as it was. */
public final class CorrectedTime implements Time {
  private final Time own;
  private final ClockOffset offset;

  public CorrectedTime(Time own, ClockOffset offset) {
    this.own = own;
    this.offset = offset;
  }

  @Override
  public Instant now() {
    return own.now().plus(offset.offset());
  }

  @Override
  public long nanos() {
    return own.nanos();
  }

  @Override
  public void sleep(Duration howLong) throws InterruptedException {
    own.sleep(howLong);
  }

  @Override
  public Alarm alarm() {
    return own.alarm();
  }

  @Override
  public Thread start(String name, Runnable task) {
    return own.start(name, task);
  }
}
