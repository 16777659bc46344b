package io.longhaul.worker.loop;

import io.longhaul.time.Time;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whether the loop moves: its session is renewed, or tried to be, and no receive takes longer than
 * one can. Units may take as long as they do, and a silent ledger is no fault of the loop.
 */
final class Moving {
  private final Time time;
  private final Set<Step> underWay = ConcurrentHashMap.newKeySet();
  private volatile long beat;

  Moving(Time time) {
    this.time = time;
    this.beat = time.nanos();
  }

  /** A step that ends soon, whatever happens, unless something hangs. */
  final class Step implements AutoCloseable {
    private final long began = time.nanos();

    private Step() {}

    @Override
    public void close() {
      underWay.remove(this);
    }
  }

  /** The session was renewed, or that was tried. */
  void beat() {
    beat = time.nanos();
  }

  Step begin() {
    Step step = new Step();
    underWay.add(step);
    return step;
  }

  /** For how long at most it may have hung by now. */
  Duration still() {
    long now = time.nanos();
    long still = now - beat;
    for (Step step : underWay) still = Math.max(still, now - step.began);
    return Duration.ofNanos(still);
  }
}
