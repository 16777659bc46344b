package io.longhaul.s3.pace;

import io.longhaul.time.Deadline;
import io.longhaul.time.Time;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * How many requests a second a store is asked: as many as one likes, until it asks for fewer. Then
 * it is a fifth fewer than it answered, back to that within seconds, slowly there, and on to more
 * ever faster, until it asks again.
 *
 * <p>The curve is that of TCP CUBIC (RFC 9438), with a rate for its window, and as steep for a slow
 * store as for a fast one. So most of the time is spent just below what the store takes, whatever
 * its latency is, and however many ask it.
 *
 * <p>It falls once for all that was asked up to that moment: an era ends, and what belongs to an
 * older one changes nothing any more.
 */
final class Speed {
  private static final double KEPT = 0.8;
  private static final double LEAST = 1;

  /** From where it falls at first at least: who has just begun was hardly answered yet. */
  private static final double FIRST = 100;

  private static final double NANOS = 1e9;

  /** From the fall back to where it fell from. */
  private static final Duration CLIMB = Duration.ofSeconds(2);

  /** Twice that later it doubles with each second: nobody knows by then what the store takes. */
  private static final double KNOWN = 2;

  /** What the store thinks of a fall shows later than this. */
  private static final Duration SHORTEST_ERA = Duration.ofMillis(250);

  private static final Duration BETWEEN_STEPS = Duration.ofMillis(10);

  /** Above what is answered there is nothing to learn, and somebody else may be near the limit. */
  private static final double MOST_OF_SERVED = 3;

  /** A process that was kept from running for so long makes up for it; a store allows as much. */
  private static final Duration AT_ONCE = Duration.ofMillis(100);

  private final Time time;
  private final TokenBucket bucket;
  private final Served served;

  /** Requests a second when it fell last; below 0: it never did. */
  private double fellFrom = -1;

  private double perSecond;
  private long fellAt;
  private long steppedAt;
  private long era;

  Speed(Time time) {
    this.time = time;
    this.bucket =
        new TokenBucket(
            time, -1, AT_ONCE, "the store asked to be slower, and let no more through in time");
    this.served = new Served(time.nanos());
  }

  /**
   * Waits for its turn; {@link #leave} must follow.
   *
   * @return the era that the request belongs to
   */
  long enter(Deadline deadline) throws InterruptedException {
    bucket.take(1, deadline);
    return era();
  }

  /** Enters if there is no need to wait; empty if there is. */
  OptionalLong tryEnter() {
    return bucket.tryTake(1) ? OptionalLong.of(era()) : OptionalLong.empty();
  }

  /** Who entered asks nothing after all. */
  void giveBack() {
    bucket.owe(-1);
  }

  /** That a request belongs to which is sent now. */
  synchronized long era() {
    return era;
  }

  private boolean limited() {
    return fellFrom >= 0;
  }

  /**
   * A request has ended.
   *
   * @param well whether the place answered it, be it with a refusal
   */
  synchronized void leave(boolean well) {
    long now = time.nanos();
    if (well) served.count(now);
    if (limited() && now - steppedAt >= BETWEEN_STEPS.toNanos()) step(now);
  }

  private void step(long now) {
    steppedAt = now;
    double most = Math.max(KEPT * fellFrom, MOST_OF_SERVED * served.perSecond(now));
    perSecond = Math.max(LEAST, Math.min(curve(now), most));
    bucket.rate(perSecond);
  }

  private double curve(long now) {
    double climbs = (now - fellAt) / (double) CLIMB.toNanos();
    if (climbs <= KNOWN) return fellFrom * (1 + (1 - KEPT) * Math.pow(climbs - 1, 3));
    double seconds = (climbs - KNOWN) * CLIMB.toNanos() / NANOS;
    return fellFrom * (2 - KEPT) * Math.pow(2, seconds);
  }

  /** The store asked a request of that era to be slower; false if it was heard already. */
  synchronized boolean slower(long era) {
    long now = time.nanos();
    if (era != this.era || (limited() && now - fellAt < SHORTEST_ERA.toNanos())) return false;
    this.era++;
    double answered = served.perSecond(now);
    double least = limited() ? KEPT * perSecond : FIRST;
    double most = limited() ? perSecond : Double.POSITIVE_INFINITY;
    fall(Math.min(most, Math.max(least, answered)), now);
    return true;
  }

  private void fall(double from, long now) {
    fellFrom = Math.max(LEAST, from);
    fellAt = now;
    step(now);
  }

  /** What it fell from last, requests a second; below 0: it never did. */
  synchronized double fellFrom() {
    return fellFrom;
  }

  /** As if it had fallen but once, from so much. */
  synchronized void back(double from) {
    if (from > fellFrom) fall(from, time.nanos());
  }
}
