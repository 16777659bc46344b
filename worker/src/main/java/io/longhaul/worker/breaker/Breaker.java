package io.longhaul.worker.breaker;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.longhaul.time.MonotonicClock;
import io.longhaul.time.Time;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * One run's breaker: closed it lets every unit begin; open it lets none; after a pause it lets one
 * begin, and by what that one says it closes, or opens for longer.
 *
 * <p>Resilience4j's state machine on the {@link Time} port: it starts no thread and reads no clock
 * but that. What ends while it is not closed, and was no probe, says nothing: it began before.
 */
final class Breaker {
  private final BreakerSettings settings;
  private final Time time;
  private final CircuitBreaker circuit;

  /** How often it opened since it was closed. */
  private int opened;

  private long probeAt;

  /** What may become of a unit that is to begin. */
  enum Admission {
    FREE,
    PROBE,
    HELD
  }

  /** What an outcome changed. */
  enum Change {
    NONE,
    OPENED,
    CLOSED
  }

  Breaker(String run, BreakerSettings settings, Time time) {
    this.settings = settings;
    this.time = time;
    circuit =
        CircuitBreaker.of(
            run,
            CircuitBreakerConfig.custom()
                .slidingWindowType(SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(settings.units())
                .minimumNumberOfCalls(settings.least())
                .failureRateThreshold(settings.percent())
                .permittedNumberOfCallsInHalfOpenState(1)
                .waitIntervalFunctionInOpenState(opened -> settings.pause(opened).toMillis())
                .recordResult(sign -> sign instanceof Sign.Fails)
                .clock(new MonotonicClock(time))
                .currentTimestampFunction(clock -> time.nanos(), TimeUnit.NANOSECONDS)
                .build());
  }

  /**
   * Whether a unit may begin; a probe must be followed by {@link #judge}, whatever becomes of it.
   */
  synchronized Admission admit() {
    if (!circuit.tryAcquirePermission()) return Admission.HELD;
    return circuit.getState() == State.CLOSED ? Admission.FREE : Admission.PROBE;
  }

  synchronized boolean closed() {
    return circuit.getState() == State.CLOSED;
  }

  /** Takes in what a unit said that was admitted so. */
  synchronized Change judge(Admission admitted, Sign sign) {
    State before = circuit.getState();
    boolean probe = admitted == Admission.PROBE;
    if (!probe && before != State.CLOSED) return Change.NONE;
    if (sign instanceof Sign.Nothing) {
      if (probe) circuit.releasePermission();
      return Change.NONE;
    }
    circuit.onResult(0, TimeUnit.NANOSECONDS, sign);
    State after = circuit.getState();
    if (after == before) return Change.NONE;
    if (after == State.CLOSED) {
      opened = 0;
      return Change.CLOSED;
    }
    opened++;
    probeAt = time.nanos() + settings.pause(opened).toNanos();
    return before == State.CLOSED ? Change.OPENED : Change.NONE;
  }

  /** After so long a unit that is held may come again: then the next probe is due. */
  synchronized Duration pause() {
    long left = probeAt - time.nanos();
    return left > 0 ? Duration.ofNanos(left) : settings.pause(Math.max(1, opened));
  }
}
