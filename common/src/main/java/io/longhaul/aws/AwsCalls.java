package io.longhaul.aws;

import io.longhaul.s3.Slower;
import io.longhaul.time.Alarm;
import io.longhaul.time.Deadline;
import io.longhaul.time.Time;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Makes calls that are futures: waits on this virtual thread, repeats what may be repeated within a
 * budget and with full jitter, ends by the deadline, and cancels the request when the caller is
 * interrupted.
 */
public final class AwsCalls {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);

  /** A store that says it is too fast means it: fewer tries, further apart. */
  private static final Duration FIRST_PAUSE_THROTTLED = Duration.ofMillis(500);

  /** HTTP's Service Unavailable. */
  private static final int UNAVAILABLE = 503;

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final Time time;
  private final AwsSettings settings;
  private final LongAdder repeats;
  private final LongAdder throttled;
  private final RepeatBudget budget;
  private final Overdue overdue;
  private final boolean ofSide;
  private final KnownSecrets secrets;

  public AwsCalls(Time time, AwsSettings settings) {
    this(time, settings, false);
  }

  /** Those that are made as an identity which a job names for one of its sides. */
  public static AwsCalls ofSide(Time time, AwsSettings settings) {
    return new AwsCalls(time, settings, true);
  }

  private AwsCalls(Time time, AwsSettings settings, boolean ofSide) {
    this.time = time;
    this.settings = settings;
    this.ofSide = ofSide;
    this.budget = new RepeatBudget(settings.slots() * settings.attempts());
    this.overdue = new Overdue(time);
    this.repeats = new LongAdder();
    this.throttled = new LongAdder();
    this.secrets = KnownSecrets.NONE;
  }

  private AwsCalls(AwsCalls same, KnownSecrets secrets) {
    this.time = same.time;
    this.settings = same.settings;
    this.ofSide = same.ofSide;
    this.budget = same.budget;
    this.overdue = same.overdue;
    this.repeats = same.repeats;
    this.throttled = same.throttled;
    this.secrets = secrets;
  }

  /** The same, of whose failures none tells these. */
  public AwsCalls keeping(KnownSecrets kept) {
    return new AwsCalls(this, kept);
  }

  /** What may be told of a failure: the same, without secrets. */
  public FailedCall told(FailedCall failed) {
    if (failed.status() == 0) return failed; // no server said it
    return failed.saying(secrets.without(failed.code()), secrets.without(failed.said()));
  }

  private AwsCallFailed given(FailedCall failed, Throwable thrown) {
    boolean tells = failed.status() != 0 && secrets.isToldBy(thrown);
    return new AwsCallFailed(told(failed), tells ? null : thrown);
  }

  /** A call that is soon answered: an attempt that is not, is given up and repeated. */
  public <T> T quick(Supplier<CompletableFuture<T>> attempt, Deadline deadline)
      throws InterruptedException {
    return call(attempt, answer -> {}, settings.attemptTimeout(), deadline);
  }

  /** A call that may take as long as its deadline, such as one that moves bytes. */
  public <T> T slow(Supplier<CompletableFuture<T>> attempt, Deadline deadline)
      throws InterruptedException {
    return call(attempt, answer -> {}, deadline.remaining(), deadline);
  }

  /**
   * A call whose answer holds something open.
   *
   * @param release lets go of an answer that came when its caller had gone
   */
  public <T> T opening(
      Supplier<CompletableFuture<T>> attempt, Consumer<T> release, Deadline deadline)
      throws InterruptedException {
    return call(attempt, release, settings.attemptTimeout(), deadline);
  }

  /** Hears once how a try ended, on the thread that it ended on. */
  public interface Heard<T> {
    void answered(T answer);

    /**
     * It failed, or was broken off.
     *
     * @param pause before it is made again
     */
    void failed(AwsFailure what, Duration pause);
  }

  /**
   * Begins a call that is tried once, and waits for nothing.
   *
   * @return breaks it off; empty: it could not be begun, or not be watched for so short a time, and
   *     nobody is told
   */
  public <T> Optional<Runnable> begin(
      Supplier<CompletableFuture<T>> attempt, Deadline deadline, Heard<T> heard) {
    if (deadline.remaining().compareTo(Overdue.SHORTEST) < 0) return Optional.empty();
    Runnable slower = Slower.listener();
    CompletableFuture<T> answer;
    try {
      answer = attempt.get();
    } catch (RuntimeException e) {
      return Optional.empty(); // whoever waits for it is told why
    }
    Runnable done =
        overdue.watch(
            deadline, () -> answer.completeExceptionally(new AwsCallTimedOut("no answer in time")));
    var unused =
        answer.whenComplete((value, thrown) -> {
          done.run();
          if (thrown == null) {
            budget.succeeded();
            heard.answered(value);
          } else if (answer.isCancelled()) {
            heard.failed(AwsFailure.UNAVAILABLE, Duration.ZERO);
          } else {
            failed(thrown, slower, heard);
          }
        });
    return Optional.of(() -> answer.cancel(true));
  }

  private <T> void failed(Throwable thrown, Runnable slower, Heard<T> heard) {
    FailedCall failed;
    try {
      failed = classify(thrown);
    } catch (RuntimeException | Error defect) {
      // nobody waits here to hear of it: whoever makes the call again does
      heard.failed(AwsFailure.UNAVAILABLE, Duration.ZERO);
      return;
    }
    if (failed.what() == AwsFailure.THROTTLED) throttled.increment();
    if (tooMuch(failed)) slower.run();
    if (failed.what().worthRepeating()) repeats.increment();
    heard.failed(failed.what(), failed.what().worthRepeating() ? pauseFor(failed) : Duration.ZERO);
  }

  /** Whoever makes it again is not to be kept from it, but may be kept waiting. */
  private Duration pauseFor(FailedCall failed) {
    return budget.take() ? pause(failed, 1) : LONGEST_PAUSE;
  }

  /** How many tries were not the first. */
  public long repeats() {
    return repeats.sum();
  }

  /** How many tries were answered by: slower. */
  public long throttled() {
    return throttled.sum();
  }

  private <T> T call(
      Supplier<CompletableFuture<T>> attempt,
      Consumer<T> release,
      Duration attemptTimeout,
      Deadline deadline)
      throws InterruptedException {
    for (int tries = 1; ; tries++) {
      try {
        T answer = once(attempt, release, deadline.atMost(attemptTimeout));
        budget.succeeded();
        return answer;
      } catch (RuntimeException thrown) {
        if (AwsFailures.interrupted(thrown)) {
          throw new InterruptedException("interrupted while the request was being made");
        }
        FailedCall failed = classify(thrown);
        if (failed.what() == AwsFailure.THROTTLED) throttled.increment();
        if (tooMuch(failed)) Slower.say();
        Duration pause = pause(failed, tries);
        boolean again =
            failed.what().worthRepeating()
                && tries < settings.attempts()
                && pause.compareTo(deadline.remaining()) < 0
                && budget.take();
        if (!again) throw given(failed, thrown);
        time.sleep(pause);
        repeats.increment();
      }
    }
  }

  /** What a job brought along to be asked with is not this process's own to fail by. */
  private FailedCall classify(Throwable thrown) {
    FailedCall failed = AwsFailures.classify(thrown);
    return ofSide && failed.what() == AwsFailure.CREDENTIALS
        ? failed.as(AwsFailure.SIDE_CREDENTIALS)
        : failed;
  }

  /** Too fast, overloaded, or so slow that it gave no answer in time. */
  private static boolean tooMuch(FailedCall failed) {
    return failed.what() == AwsFailure.THROTTLED
        || failed.status() == UNAVAILABLE
        || failed.code().equals("Timeout");
  }

  private <T> T once(Supplier<CompletableFuture<T>> attempt, Consumer<T> release, Deadline deadline)
      throws InterruptedException {
    if (Thread.interrupted()) throw new InterruptedException();
    if (deadline.passed()) throw new AwsCallTimedOut("the deadline had passed before the call");
    CompletableFuture<T> answer = attempt.get();
    Alarm alarm = time.alarm();
    var unused = answer.whenComplete((value, thrown) -> alarm.ring());
    boolean waiting = true;
    try {
      while (!answer.isDone() && !deadline.passed()) alarm.await(deadline.remaining());
      waiting = false;
    } finally {
      if (waiting) giveUp(answer, release);
    }
    if (!answer.isDone()) {
      giveUp(answer, release);
      throw new AwsCallTimedOut("no answer in time");
    }
    return answer.join();
  }

  /** Cancels it; if the answer came in this very moment, lets go of what it holds. */
  private static <T> void giveUp(CompletableFuture<T> answer, Consumer<T> release) {
    answer.cancel(true);
    var unused =
        answer.whenComplete((value, thrown) -> {
          if (value != null) release.accept(value);
        });
  }

  /**
   * Full jitter: anything from nothing to a bound that doubles with every try; behind what the
   * server wants, for all whom it told so would else come back together.
   */
  private static Duration pause(FailedCall failed, int tries) {
    boolean isThrottled = failed.what() == AwsFailure.THROTTLED;
    Duration first = isThrottled ? FIRST_PAUSE_THROTTLED : FIRST_PAUSE;
    long bound = Math.min(LONGEST_PAUSE.toNanos(), first.toNanos() << Math.min(tries - 1, 20));
    return failed.after().plusNanos(ThreadLocalRandom.current().nextLong(bound));
  }
}
