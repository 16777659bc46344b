package io.longhaul.queue.memory;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A message as the queue keeps it; the queue's lock guards it. */
final class HeldMessage implements Comparable<HeldMessage> {
  final String body;
  final long number;
  final Instant sent;

  /** From then on it is visible, on the monotonic clock. */
  long visibleAt;

  int receives;

  /** The last one given out; earlier ones no longer count. Null: never received. */
  @Nullable String receipt;

  HeldMessage(String body, long number, Instant sent, long visibleAt) {
    this.body = body;
    this.number = number;
    this.sent = sent;
    this.visibleAt = visibleAt;
  }

  /** Who is visible first comes first; among equals who was sent first. */
  @Override
  public int compareTo(HeldMessage other) {
    int byTime = Long.compare(visibleAt - other.visibleAt, 0);
    return byTime != 0 ? byTime : Long.compare(number, other.number);
  }
}
