package io.longhaul.worker.loop;

import io.longhaul.queue.Message;
import io.longhaul.queue.QueueUnavailable;
import io.longhaul.queue.WorkQueue;
import io.longhaul.time.Alarm;
import io.longhaul.time.Deadline;
import io.longhaul.time.Time;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Asks one tier's queue for messages, never for more than there are free slots. */
final class Poller {
  private final WorkQueue queue;
  private final Slots slots;
  private final Gate gate;
  private final Backoff backoff;
  private final Time time;
  private final WorkerMeters meters;
  private final Answering answering;
  private final AtomicInteger taking = new AtomicInteger();
  private final Alarm taken;
  private boolean over;
  private boolean receiving;

  Poller(WorkQueue queue, Slots slots, Gate gate, Backoff backoff, Time time, WorkerMeters meters) {
    this.queue = queue;
    this.slots = slots;
    this.gate = gate;
    this.backoff = backoff;
    this.time = time;
    this.meters = meters;
    this.answering = new Answering("queue", time);
    this.taken = time.alarm();
  }

  /** What has to be open before anything is asked for. */
  interface Gate {
    void awaitOpen() throws InterruptedException;
  }

  /** What is done with a received message; it has a slot of its own until it returns. */
  interface Taker {
    void take(Message message);
  }

  /** Receives until ended or interrupted, each receive waiting at most so long. */
  void run(Duration longPoll, Taker taker) throws InterruptedException {
    while (!over()) {
      int room = slots.awaitRoom(WorkQueue.MAX_BATCH);
      int given = 0;
      try {
        gate.awaitOpen();
        if (!begin()) return;
        List<Message> messages = receive(room, longPoll);
        answering.again();
        for (Message message : messages) {
          taking.incrementAndGet();
          time.start("unit", () -> takeIn(taker, message));
          given++;
        }
        backoff.reset();
      } catch (QueueUnavailable e) {
        meters.receiveFailures.increment();
        answering.not(String.valueOf(e.getMessage()));
        backoff.pause();
      } finally {
        slots.giveBack(room - given);
      }
    }
  }

  private List<Message> receive(int room, Duration longPoll) throws InterruptedException {
    try (Moving.Step step = meters.pulse.moving.begin()) {
      return queue.receive(room, longPoll);
    } finally {
      receiving(false);
    }
  }

  /**
   * Asks for no more.
   *
   * @return whether a receive is under way, whose messages are taken in yet
   */
  synchronized boolean end() {
    over = true;
    return receiving;
  }

  private synchronized boolean over() {
    return over;
  }

  private synchronized boolean begin() {
    receiving = !over;
    return receiving;
  }

  private synchronized void receiving(boolean now) {
    receiving = now;
  }

  private void takeIn(Taker taker, Message message) {
    try {
      taker.take(message);
    } finally {
      slots.giveBack(1);
      taking.decrementAndGet();
      taken.ring();
    }
  }

  /**
   * Waits until all that was received is dealt with, at most so long; for whoever ended it, and its
   * loop, before.
   */
  void awaitTaken(Deadline deadline) throws InterruptedException {
    while (taking.get() > 0 && !deadline.passed()) taken.await(deadline.remaining());
  }
}
