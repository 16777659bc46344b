package io.longhaul.queue;

import java.util.concurrent.atomic.LongAdder;

/** Counts what a queue is asked, request by request as the broker bills it: a batch is one. */
public final class QueueRequests {
  private final LongAdder sends = new LongAdder();
  private final LongAdder receives = new LongAdder();
  private final LongAdder deletes = new LongAdder();
  private final LongAdder others = new LongAdder();

  public void sent() {
    sends.increment();
  }

  public void received() {
    receives.increment();
  }

  public void deleted() {
    deletes.increment();
  }

  /** A return, a look at the depth, a purge. */
  public void other() {
    others.increment();
  }

  public Count count() {
    return new Count(sends.sum(), receives.sum(), deletes.sum(), others.sum());
  }

  /** What has been counted up to now. */
  public record Count(long sends, long receives, long deletes, long others) {
    public long total() {
      return sends + receives + deletes + others;
    }

    public Count plus(Count more) {
      return new Count(
          sends + more.sends,
          receives + more.receives,
          deletes + more.deletes,
          others + more.others);
    }
  }
}
