package io.longhaul.worker.host;

import io.longhaul.time.Time;
import io.longhaul.worker.loop.Worker;
import java.time.Duration;
import java.util.Optional;

/** Has a worker leave when it has had nothing to do for so long, and nobody needs it. */
public final class Idle {
  private final IdleWatch watch;
  private final Worker worker;
  private final Optional<Departure> departure;
  private volatile boolean left;

  private Idle(IdleWatch watch, Worker worker, Optional<Departure> departure) {
    this.watch = watch;
    this.worker = worker;
    this.departure = departure;
  }

  /**
   * Watches from now on, until the worker leaves for any reason.
   *
   * @param departure of its machine, if that ends with it
   */
  public static Idle start(
      Worker worker, Needed needed, Duration after, Optional<Departure> departure, Time time) {
    Idle idle = new Idle(new IdleWatch(worker::vitals, needed, after, time), worker, departure);
    var unused = time.start("idle", idle::run);
    return idle;
  }

  private void run() {
    try {
      if (!watch.await()) return;
      left = true;
      departure.ifPresent(Departure::idle);
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
