package io.longhaul.s3;

import java.time.Duration;
import java.util.function.Supplier;

/** What goes wrong with one call. */
public sealed interface StoreFault {
  /** Nothing. */
  record None() implements StoreFault {}

  /** It fails and has no effect. */
  record Fails(Supplier<? extends RuntimeException> with) implements StoreFault {}

  /** It has its effect, and the caller is told that it failed. */
  record AnswerLost(Supplier<? extends RuntimeException> with) implements StoreFault {}

  /**
   * It takes so long, then goes on as if nothing had been; past its deadline it is {@link Late}.
   */
  record Slow(Duration by) implements StoreFault {}

  /**
   * The caller waits until its deadline and is told that it timed out; the request lands so long
   * after it was sent, and its conditions are judged then.
   */
  record Late(Duration landsAfter) implements StoreFault {}

  /** As {@link Late}, but it lands when the test says so ({@link InMemoryObjectStore#landHeld}). */
  record Held() implements StoreFault {}

  /** The stream of a GET breaks after so many bytes. */
  record CutAfter(int bytes) implements StoreFault {}
}
