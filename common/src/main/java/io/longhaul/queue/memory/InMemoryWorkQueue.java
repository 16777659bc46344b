package io.longhaul.queue.memory;

import io.longhaul.queue.Letter;
import io.longhaul.queue.Message;
import io.longhaul.queue.QueueRequests;
import io.longhaul.queue.Send;
import io.longhaul.queue.WorkQueue;
import io.longhaul.queue.codec.MessageCodec;
import io.longhaul.time.Alarm;
import io.longhaul.time.Deadline;
import io.longhaul.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A queue in memory that behaves as SQS does and hides nothing behind its own clock or thread.
 *
 * <p>Given the same calls in the same order it gives the same answers; the lock is never held while
 * anything waits.
 */
public final class InMemoryWorkQueue implements WorkQueue {
  private static final Duration LONGEST_POLL = Duration.ofSeconds(20);

  private final Object lock = new Object();
  private final TreeSet<HeldMessage> byTime = new TreeSet<>();
  private final Map<String, HeldMessage> byReceipt = new HashMap<>();
  private final List<Alarm> pollers = new ArrayList<>();
  private final QueueRequests requests = new QueueRequests();
  private final Time time;
  private final int maxReceiveCount;
  private final @Nullable InMemoryWorkQueue dead;
  private long sent;
  private long receipts;

  /** A queue that keeps a message however often it was received. */
  public InMemoryWorkQueue(Time time) {
    this(time, Integer.MAX_VALUE, null);
  }

  /**
   * @param maxReceiveCount a message received so often goes to {@code dead} instead of being
   *     received once more
   */
  public InMemoryWorkQueue(Time time, int maxReceiveCount, @Nullable InMemoryWorkQueue dead) {
    this.time = time;
    this.maxReceiveCount = maxReceiveCount;
    this.dead = dead;
  }

  @Override
  public List<Send> send(Collection<Send> messages) {
    for (int done = 0; done < messages.size(); done += MAX_BATCH) requests.sent();
    for (Send message : messages) add(MessageCodec.encode(message.unit()), message.delay());
    ringPollers();
    return List.of();
  }

  @Override
  public boolean sendText(String body) {
    requests.sent();
    add(body, Duration.ZERO);
    ringPollers();
    return true;
  }

  @Override
  public List<Letter> look(int max) {
    checkMax(max);
    requests.received();
    return takeVisible(max);
  }

  @Override
  public void show(Collection<Message> messages) {
    for (int done = 0; done < messages.size(); done += MAX_BATCH) requests.other();
    long now = time.nanos();
    synchronized (lock) {
      for (Message message : messages) {
        HeldMessage held = byReceipt.get(message.receipt());
        if (held != null) hideUntil(held, now);
      }
    }
    ringPollers();
  }

  private static void checkMax(int max) {
    if (max < 1 || max > MAX_BATCH) {
      throw new IllegalArgumentException("max " + max + ": 1 to " + MAX_BATCH);
    }
  }

  @Override
  public List<Message> receive(int max, Duration wait) throws InterruptedException {
    checkMax(max);
    if (wait.isNegative() || wait.compareTo(LONGEST_POLL) > 0) {
      throw new IllegalArgumentException("wait " + wait + ": 0 to 20 seconds");
    }
    requests.received();
    Deadline end = Deadline.in(time, wait);
    Alarm alarm = time.alarm();
    synchronized (lock) {
      pollers.add(alarm);
    }
    try {
      while (true) {
        List<Message> messages = takeVisible(max).stream().map(Letter::message).toList();
        Duration left = end.remaining();
        if (!messages.isEmpty() || left.isZero()) return messages;
        alarm.await(shorter(left, untilNextVisible()));
      }
    } finally {
      synchronized (lock) {
        pollers.remove(alarm);
      }
    }
  }

  @Override
  public void delete(Collection<Message> messages) {
    for (int done = 0; done < messages.size(); done += MAX_BATCH) requests.deleted();
    synchronized (lock) {
      for (Message message : messages) {
        HeldMessage held = byReceipt.remove(message.receipt());
        if (held != null) byTime.remove(held);
      }
    }
  }

  @Override
  public void returnLater(Message message, Duration after) {
    requests.other();
    long visibleAt = time.nanos() + after.toNanos();
    synchronized (lock) {
      HeldMessage held = byReceipt.get(message.receipt());
      if (held != null) hideUntil(held, visibleAt);
    }
    ringPollers();
  }

  @Override
  public long depth() {
    requests.other();
    synchronized (lock) {
      return byTime.size();
    }
  }

  @Override
  public void purge() {
    requests.other();
    synchronized (lock) {
      byTime.clear();
      byReceipt.clear();
    }
  }

  /** Makes every message visible at once, in flight or delayed, as a queue is free to do. */
  public void showAll() {
    long now = time.nanos();
    synchronized (lock) {
      for (HeldMessage held : List.copyOf(byTime)) hideUntil(held, now);
    }
    ringPollers();
  }

  public QueueRequests.Count requests() {
    return requests.count();
  }

  private void add(String body, Duration delay) {
    long visibleAt = time.nanos() + delay.toNanos();
    synchronized (lock) {
      byTime.add(new HeldMessage(body, sent++, time.now(), visibleAt));
    }
  }

  private List<Letter> takeVisible(int max) {
    long now = time.nanos();
    List<Letter> taken = new ArrayList<>();
    List<String> worn = new ArrayList<>();
    synchronized (lock) {
      while (taken.size() < max && !byTime.isEmpty() && byTime.first().visibleAt - now <= 0) {
        HeldMessage held = byTime.first();
        if (held.receipt != null) byReceipt.remove(held.receipt);
        if (dead != null && held.receives >= maxReceiveCount) {
          byTime.remove(held);
          worn.add(held.body);
          continue;
        }
        held.receives++;
        String receipt = held.number + "#" + receipts++;
        held.receipt = receipt;
        byReceipt.put(receipt, held);
        hideUntil(held, now + VISIBILITY.toNanos());
        taken.add(letter(held, receipt));
      }
    }
    // Outside our lock: two queues' locks are never held together.
    if (dead != null) worn.forEach(dead::arrive);
    return Collections.unmodifiableList(taken);
  }

  private static Letter letter(HeldMessage held, String receipt) {
    Message message = new Message(MessageCodec.decode(held.body), receipt);
    String id = Long.toString(held.number);
    return new Letter(message, id, held.body, held.sent, held.receives, false);
  }

  private void arrive(String body) {
    add(body, Duration.ZERO);
    ringPollers();
  }

  private void hideUntil(HeldMessage held, long visibleAt) {
    byTime.remove(held);
    held.visibleAt = visibleAt;
    byTime.add(held);
  }

  private Duration untilNextVisible() {
    long now = time.nanos();
    synchronized (lock) {
      if (byTime.isEmpty()) return LONGEST_POLL;
      return Duration.ofNanos(Math.max(0, byTime.first().visibleAt - now));
    }
  }

  private void ringPollers() {
    List<Alarm> waiting;
    synchronized (lock) {
      waiting = List.copyOf(pollers);
    }
    waiting.forEach(Alarm::ring);
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
