package io.longhaul.worker.host;

import io.longhaul.time.Time;
import io.longhaul.worker.loop.Worker;
import java.time.Duration;

/** Has a worker leave when it has had nothing to do for so long, and nobody needs it. */
public final class Idle {
  private final IdleWatch watch;
  private final Worker worker;
  private volatile boolean left;

  private Idle(IdleWatch watch, Worker worker) {
    this.watch = watch;
    this.worker = worker;
  }

  /** Watches from now on, until the worker leaves for any reason. */
  public static Idle start(Worker worker, Needed needed, Duration after, Time time) {
    Idle idle = new Idle(new IdleWatch(worker::vitals, needed, after, time), worker);
    var unused = time.start("idle", idle::run);
    return idle;
  }

  private void run() {
    try {
      if (!watch.await()) return;
      left = true;
      worker.drain();
    } catch (InterruptedException e) {
      // nobody interrupts it but the end of the process
    }
  }

  /** Whether that is why it left. */
  public boolean left() {
    return left;
  }
}
