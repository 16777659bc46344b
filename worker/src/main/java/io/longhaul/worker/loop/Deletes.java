package io.longhaul.worker.loop;

import io.longhaul.queue.Message;
import io.longhaul.queue.QueueUnavailable;
import io.longhaul.queue.WorkQueue;
import io.longhaul.time.Alarm;
import io.longhaul.time.Time;
import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Deletes a queue's messages in batches: at 10, or when the first has waited for 200 ms.
 *
 * <p>One that fails is not tried again, for the redelivery meets a refused claim. Not so where
 * deleting is denied: then every message would come again, until none is left.
 */
final class Deletes {
  private static final Duration LONGEST_WAIT = Duration.ofMillis(200);

  /** An idle queue is looked at this often; a ring comes sooner. */
  private static final Duration IDLE = Duration.ofMinutes(1);

  private final WorkQueue queue;
  private final Counter failures;
  private final Alarm some;
  private final Alarm full;
  private final List<Message> waiting = new ArrayList<>();

  /**
   * @param failures batches that the queue did not delete
   */
  Deletes(WorkQueue queue, Time time, Counter failures) {
    this.queue = queue;
    this.failures = failures;
    this.some = time.alarm();
    this.full = time.alarm();
  }

  void add(Message message) {
    int size;
    synchronized (waiting) {
      waiting.add(message);
      size = waiting.size();
    }
    some.ring();
    if (size >= WorkQueue.MAX_BATCH) full.ring();
  }

  /** Deletes until interrupted. */
  void run() throws InterruptedException {
    while (true) {
      if (!some.await(IDLE)) continue;
      full.await(LONGEST_WAIT);
      flush();
    }
  }

  /** Deletes all that waits, now. */
  void flush() {
    List<Message> batch;
    synchronized (waiting) {
      batch = List.copyOf(waiting);
      waiting.clear();
    }
    if (batch.isEmpty()) return;
    try {
      queue.delete(batch);
    } catch (QueueUnavailable e) {
      // redelivered, each meets a claim that is refused, and is deleted then
      failures.increment();
    }
  }
}
