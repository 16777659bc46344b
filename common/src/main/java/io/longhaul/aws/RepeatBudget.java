package io.longhaul.aws;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many tries may still be repeated: so many at once, and then one for every second call that
 * succeeds. A server that fails every call is asked each of them once, not {@link
 * AwsSettings#attempts()} times.
 */
final class RepeatBudget {
  private static final int REPEAT = 2;
  private static final int SUCCESS = 1;

  private final long most;
  private final AtomicLong left;

  /**
   * @param repeats that may be made at once
   */
  RepeatBudget(int repeats) {
    most = (long) REPEAT * repeats;
    left = new AtomicLong(most);
  }

  void succeeded() {
    // most calls come here with the budget full: they write nothing that others read
    if (left.get() < most) left.accumulateAndGet(SUCCESS, (a, b) -> Math.min(most, a + b));
  }

  /** Takes one repeat; false if there is none. */
  boolean take() {
    long before = left.getAndUpdate(now -> now < REPEAT ? now : now - REPEAT);
    return before >= REPEAT;
  }
}
