package io.longhaul.worker.breaker;

import io.longhaul.claim.InHand;
import io.longhaul.claim.UnitHandler;
import io.longhaul.job.Job;
import io.longhaul.s3.pace.Allowance;
import io.longhaul.time.Deadline;
import io.longhaul.time.Time;
import io.longhaul.unit.Claim;
import io.longhaul.unit.Outcome;
import io.longhaul.unit.RunName;
import io.longhaul.worker.breaker.Breaker.Admission;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands before the handlers: while most units of a run fail alike its units are handed back
 * uncharged, but for one probe at a time, and the run ends even if they never succeed. Other runs'
 * units are none of that breaker's business.
 */
public final class Breakers {
  private static final Logger LOG = LoggerFactory.getLogger(Breakers.class);

  /** Of so many runs there is a breaker; the one that was needed longest ago goes first. */
  private static final int MOST_RUNS = 64;

  private final BreakerSettings settings;
  private final Time time;
  private final RandomGenerator random;
  private final BreakerMeters meters;
  private final Map<RunName, Breaker> breakers = new LinkedHashMap<>(16, 0.75f, true);

  public Breakers(
      BreakerSettings settings, Time time, RandomGenerator random, MeterRegistry registry) {
    this.settings = settings;
    this.time = time;
    this.random = random;
    this.meters = new BreakerMeters(registry);
  }

  /**
   * Has a unit handled, if its run's breaker lets it begin; what fails while the breaker is open,
   * or opens it, is released and costs no attempt, but for a probe that was one before.
   */
  public Outcome handle(InHand unit, UnitHandler handler) throws InterruptedException {
    Breaker breaker = of(unit.claim().ref().run());
    Admission admitted = breaker.admit();
    if (admitted == Admission.HELD) {
      meters.held.increment();
      return released(breaker);
    }
    if (admitted == Admission.PROBE) meters.probes.increment();
    Outcome outcome = null;
    try {
      outcome = handler.handle(admitted == Admission.PROBE ? unit : new Yielding(unit, breaker));
    } finally {
      // whatever it threw says nothing of the place; the next unit may be the probe
      if (outcome == null) breaker.judge(admitted, unit.claim().ref().unit(), new Sign.Nothing());
    }
    return judged(unit.claim(), breaker, admitted, outcome);
  }

  private Outcome judged(Claim claim, Breaker breaker, Admission admitted, Outcome outcome) {
    Sign sign = Sign.of(claim, outcome);
    return switch (breaker.judge(admitted, claim.ref().unit(), sign)) {
      case SETTLE -> outcome;
      case SPARE -> released(breaker);
      case OPENED -> {
        opened(claim, breaker, (Sign.Fails) sign);
        yield released(breaker);
      }
      case CLOSED -> {
        meters.closed.increment();
        LOG.atWarn()
            .addKeyValue("run", claim.ref().run())
            .addKeyValue("worker", claim.worker())
            .log("a unit of the run succeeded: its units begin again");
        yield outcome;
      }
    };
  }

  private void opened(Claim claim, Breaker breaker, Sign.Fails fails) {
    meters.opened(fails.failed().failure());
    LOG.atWarn()
        .addKeyValue("run", claim.ref().run())
        .addKeyValue("worker", claim.worker())
        .addKeyValue("class", fails.failed().failure().word())
        .addKeyValue("why", fails.failed().why())
        .addKeyValue(
            "remedy",
            "%s; a unit is tried every so often (first in %d s), and the run goes on by itself"
                .formatted(Sign.remedy(fails.failed().failure()), breaker.pause().toSeconds()))
        .log("most units of the run fail alike: its units are held back");
  }

  /** Not all at once when the next probe is due. */
  private Outcome.Released released(Breaker breaker) {
    long pause = breaker.pause().toMillis();
    return new Outcome.Released(
        "most units of its run fail alike", Duration.ofMillis(pause + random.nextLong(pause + 1)));
  }

  private Breaker of(RunName run) {
    synchronized (breakers) {
      Breaker breaker =
          breakers.computeIfAbsent(run, key -> new Breaker(key.value(), settings, time));
      if (breakers.size() > MOST_RUNS) breakers.remove(breakers.keySet().iterator().next());
      return breaker;
    }
  }

  /** A unit that comes to its end when its run's breaker opens: what it would do would fail too. */
  private record Yielding(InHand unit, Breaker breaker) implements InHand {
    @Override
    public Claim claim() {
      return unit.claim();
    }

    @Override
    public Job job() {
      return unit.job();
    }

    @Override
    public Instant began() {
      return unit.began();
    }

    @Override
    public Time time() {
      return unit.time();
    }

    @Override
    public Deadline effect() {
      return unit.effect();
    }

    @Override
    public Optional<Allowance> allowance() {
      return unit.allowance();
    }

    @Override
    public boolean leaving() {
      return unit.leaving() || !breaker.closed();
    }

    @Override
    public boolean cancelled() {
      return unit.cancelled();
    }
  }
}
