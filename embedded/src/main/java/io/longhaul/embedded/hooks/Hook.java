package io.longhaul.embedded.hooks;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A rule at work: counts what it catches, and holds what it holds until it is released. */
public final class Hook {
  /** A forgotten hold ends by itself. */
  private static final Duration LONGEST_HOLD = Duration.ofMinutes(10);

  private final String id;
  private final Rule rule;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private int fitted;
  private int caught;
  private int held;
  private final Map<Integer, Integer> answered = new TreeMap<>();
  private boolean released;

  Hook(String id, Rule rule) {
    this.id = id;
    this.rule = rule;
  }

  public String id() {
    return id;
  }

  public Rule rule() {
    return rule;
  }

  /**
   * Counters at one moment.
   *
   * @param caught requests that the rule took, since it was made
   * @param held how many of them wait now
   * @param answered how many of them have been answered, by status; 0: were cut before an answer
   */
  public record State(int caught, int held, Map<Integer, Integer> answered, boolean released) {
    public State {
      answered = Map.copyOf(answered);
    }
  }

  public State state() {
    lock.lock();
    try {
      return new State(caught, held, answered, released);
    } finally {
      lock.unlock();
    }
  }

  /** Whether this request is one of those that the rule counts as its own. */
  boolean take() {
    lock.lock();
    try {
      if (released || fitted++ < rule.skip() || caught == rule.times()) return false;
      caught++;
      changed.signalAll();
      return true;
    } finally {
      lock.unlock();
    }
  }

  void answered(int status) {
    lock.lock();
    try {
      answered.merge(status, 1, Integer::sum);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void hold() {
    pause(LONGEST_HOLD);
  }

  /** Waits until released, at most so long. */
  void pause(Duration atMost) {
    lock.lock();
    try {
      held++;
      changed.signalAll();
      long left = atMost.toNanos();
      while (!released && left > 0) left = changed.awaitNanos(left);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Cut();
    } finally {
      held--;
      changed.signalAll();
      lock.unlock();
    }
  }

  /** Lets go what is held, and catches nothing more. */
  public void release() {
    lock.lock();
    try {
      released = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until so many are held now and so many have been caught, or the time is over. */
  public State await(int heldNow, int caughtInAll, Duration atMost) throws InterruptedException {
    lock.lock();
    try {
      long left = atMost.toNanos();
      while ((held < heldNow || caught < caughtInAll) && !released && left > 0) {
        left = changed.awaitNanos(left);
      }
      return state();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until all that was caught has been answered, or the time is over. */
  public State awaitAnswered(Duration atMost) throws InterruptedException {
    lock.lock();
    try {
      long left = atMost.toNanos();
      while (sum(answered) < caught && left > 0) left = changed.awaitNanos(left);
      return state();
    } finally {
      lock.unlock();
    }
  }

  private static int sum(Map<Integer, Integer> answered) {
    return answered.values().stream().mapToInt(Integer::intValue).sum();
  }

  /**
   * Waits up to half a minute for so many requests to be held at once, and fails if they are not.
   */
  public void awaitHeld(int requests) throws InterruptedException {
    State state = await(requests, 0, Duration.ofSeconds(30));
    if (state.held() >= requests) return;
    throw new IllegalStateException("held " + state.held() + " of " + requests + " by " + rule);
  }
}
