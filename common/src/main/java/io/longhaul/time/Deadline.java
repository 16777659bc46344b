package io.longhaul.time;

import java.time.Duration;

/** A point on the monotonic clock after which an effect must not be under way any more. */
public final class Deadline {
  private final Time time;
  private final long at;

  private Deadline(Time time, long at) {
    this.time = time;
    this.at = at;
  }

  public static Deadline in(Time time, Duration howLong) {
    return new Deadline(time, time.nanos() + howLong.toNanos());
  }

  /** What is left, never negative. */
  public Duration remaining() {
    return Duration.ofNanos(Math.max(0, at - time.nanos()));
  }

  public boolean passed() {
    return at - time.nanos() <= 0;
  }

  /** This deadline, or one that far from now if that is sooner. */
  public Deadline atMost(Duration howLong) {
    return howLong.compareTo(remaining()) < 0 ? in(time, howLong) : this;
  }
}
