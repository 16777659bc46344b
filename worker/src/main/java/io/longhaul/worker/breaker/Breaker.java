package io.longhaul.worker.breaker;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.longhaul.time.MonotonicClock;
import io.longhaul.time.Time;
import io.longhaul.unit.UnitId;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import java.util.concurrent.TimeUnit;

/**
 * One run's breaker: closed it lets every unit begin; open it lets none; after a pause it lets one
 * begin, and by what that one says it closes, or opens for longer.
 *
 * <p>A unit that fails as a probe is spared once. That the same one comes again tells that little
 * of the run is left: where much is left, hardly one of its units is a probe twice. So a long queue
 * loses next to nothing, and a short one comes to its end.
 *
 * <p>Resilience4j's state machine on the {@link Time} port: it starts no thread and reads no clock
 * but that. What ends while it is not closed, and was no probe, says nothing: it began before.
 */
final class Breaker {
  /** Of so many it is known that they were probes; the one that was so longest ago goes first. */
  private static final int MOST_PROBES = 1_000;

  private final BreakerSettings settings;
  private final Time time;
  private final CircuitBreaker circuit;

  /** Units that failed as probes since it was closed last. */
  private final SequencedSet<UnitId> probes = new LinkedHashSet<>();

  /** The pause that is under way, or the one that would follow: the n-th in a row, from 1. */
  private int pause = 1;

  private long probeAt;

  /** As the circuit last said: all threads ask before each object. */
  private volatile State state = State.CLOSED;

  /** What may become of a unit that is to begin. */
  enum Admission {
    FREE,
    PROBE,
    HELD
  }

  /** What is to become of an outcome. */
  enum Verdict {
    SETTLE,
    /** Its unit is handed back uncharged. */
    SPARE,
    /** Spared, and the first of those. */
    OPENED,
    /** Settled, and others begin again. */
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
                .waitIntervalFunctionInOpenState(any -> settings.pause(pause).toMillis())
                .recordResult(sign -> sign instanceof Sign.Fails)
                .clock(new MonotonicClock(time))
                .currentTimestampFunction(clock -> time.nanos(), TimeUnit.NANOSECONDS)
                .build());
    circuit
        .getEventPublisher()
        .onStateTransition(event -> state = event.getStateTransition().getToState());
  }

  /**
   * Whether a unit may begin; a probe must be followed by {@link #judge}, whatever becomes of it.
   */
  synchronized Admission admit() {
    if (!circuit.tryAcquirePermission()) return Admission.HELD;
    return closed() ? Admission.FREE : Admission.PROBE;
  }

  boolean closed() {
    return state == State.CLOSED;
  }

  /** Takes in what a unit said that was admitted so. */
  synchronized Verdict judge(Admission admitted, UnitId unit, Sign sign) {
    boolean probe = admitted == Admission.PROBE;
    return switch (sign) {
      case Sign.Nothing nothing -> {
        if (probe) circuit.releasePermission();
        yield Verdict.SETTLE;
      }
      case Sign.Works works -> {
        if (probe || closed()) circuit.onResult(0, TimeUnit.NANOSECONDS, sign);
        yield probe ? close() : Verdict.SETTLE;
      }
      case Sign.Fails fails when probe -> probeFailed(unit, fails);
      case Sign.Fails fails -> failed(fails);
    };
  }

  private Verdict close() {
    pause = 1;
    probes.clear();
    return Verdict.CLOSED;
  }

  private Verdict failed(Sign.Fails fails) {
    if (!closed()) return Verdict.SPARE;
    circuit.onResult(0, TimeUnit.NANOSECONDS, fails);
    if (closed()) return Verdict.SETTLE;
    beginPause();
    return Verdict.OPENED;
  }

  /**
   * What cannot succeed any more is not waited for: the next pause is the first again. A failure
   * that time may mend is charged as slowly as ever, or a store that is away would outlast the
   * attempts of a run's last units.
   */
  private Verdict probeFailed(UnitId unit, Sign.Fails fails) {
    boolean again = probes.contains(unit);
    probes.addLast(unit);
    if (probes.size() > MOST_PROBES) probes.removeFirst();
    pause = again && !fails.failed().failure().worthRetrying() ? 1 : pause + 1;
    circuit.onResult(0, TimeUnit.NANOSECONDS, fails);
    beginPause();
    return again ? Verdict.SETTLE : Verdict.SPARE;
  }

  private void beginPause() {
    probeAt = time.nanos() + settings.pause(pause).toNanos();
  }

  /** After so long a unit that is held may come again: then the next probe is due. */
  synchronized Duration pause() {
    long left = probeAt - time.nanos();
    return left > 0 ? Duration.ofNanos(left) : settings.pause(pause);
  }
}
