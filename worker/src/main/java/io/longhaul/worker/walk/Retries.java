package io.longhaul.worker.walk;

import io.longhaul.claim.InHand;
import io.longhaul.s3.StoreException;
import io.longhaul.time.Deadline;
import io.longhaul.unit.FailureClass;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Repeats a request that failed and may do better, a bounded number of times and after a pause of
 * full jitter; each try has a deadline of its own within the session.
 */
public final class Retries {
  private static final long LONGEST_PAUSE_MILLIS = 10_000;

  private final InHand unit;
  private final CopySettings settings;
  private final RandomGenerator random;

  Retries(InHand unit, CopySettings settings, RandomGenerator random) {
    this.unit = unit;
    this.settings = settings;
    this.random = random;
  }

  /** One request. */
  public interface Request<T> {
    T send(Deadline deadline) throws InterruptedException;
  }

  /**
   * @throws StoreException the last failure, once there is no use or no time in another try
   */
  public <T> T send(Request<T> request) throws InterruptedException {
    int failures = 0;
    while (true) {
      try {
        return request.send(unit.effect());
      } catch (StoreException e) {
        if (unit.leaving()) throw e;
        if (e.code().equals(StoreException.NOT_SENT)) continue; // it waited, and has not failed
        if (++failures > most(e.failure())) throw e;
      }
      pause(failures);
    }
  }

  /** The deadline of one try, for who makes it otherwise. */
  public Deadline deadline() {
    return unit.effect();
  }

  public void sleep(Duration pause) throws InterruptedException {
    unit.time().sleep(pause);
  }

  private int most(FailureClass failure) {
    // a length that differs may be the wire's fault once, hardly twice
    if (failure == FailureClass.CORRUPT) return Math.min(1, settings.retries());
    return failure.worthRetrying() ? settings.retries() : 0;
  }

  private void pause(int failures) throws InterruptedException {
    long bound = Math.min(settings.firstPause().toMillis() << (failures - 1), LONGEST_PAUSE_MILLIS);
    unit.time().sleep(Duration.ofMillis(random.nextLong(bound + 1)));
  }
}
