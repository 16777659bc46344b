package io.longhaul.sizing;

import io.longhaul.ledger.Ledger;
import io.longhaul.ledger.Sizing;
import io.longhaul.ledger.Sizing.Decision;
import io.longhaul.ledger.Sizing.Wish;
import io.longhaul.ledger.Sizings;
import io.longhaul.time.Deadline;
import io.longhaul.time.Time;
import io.longhaul.unit.WorkerId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the fleet as large as a wish in the ledger says, while nobody else does.
 *
 * <p>It is a duty. Telling the group is no conditional write, so the number is first decided in the
 * ledger, under the duty's fence and for the wish that stands; who cannot decide it tells nothing.
 * The same number is told again now and then: that mends what came late, and replaces machines that
 * ended themselves though they are needed. A wish with a deadline is for the work of its time, and
 * ends with it.
 */
public final class Sizer {
  private static final Logger LOG = LoggerFactory.getLogger(Sizer.class);

  private final Sizings sizings;
  private final Ledger ledger;
  private final Time time;
  private final SizingSettings settings;
  private final Capacity capacity;

  private Memory memory;
  private @Nullable Instant restsUntil;
  private boolean holds;

  /** What a holder of the duty remembers from look to look, of one wish. */
  private static final class Memory {
    private final FleetSize size;
    private @Nullable Wish wish;
    private final Telling telling;
    private boolean late;

    private Memory(SizingSettings settings) {
      size = new FleetSize(settings);
      telling = new Telling(settings.again());
    }
  }

  public Sizer(Ledger ledger, Time time, SizingSettings settings, Capacity capacity) {
    this.sizings = ledger.sizings();
    this.ledger = ledger;
    this.time = time;
    this.settings = settings;
    this.capacity = capacity;
    this.memory = new Memory(settings);
  }

  /** Between two rounds. */
  public Duration every() {
    return settings.every();
  }

  /**
   * Looks once, and has the group told if the duty is free or one's own.
   *
   * @return how the fleet is being sized, by whomever; empty: nobody wishes it
   */
  public Optional<Sizing> round(WorkerId me) throws InterruptedException {
    Instant now = time.now();
    Optional<Sizing> found = sizings.find();
    if (found.isEmpty() || restsUntil != null && now.isBefore(restsUntil)) {
      if (holds) leave(me);
      return found;
    }
    Deadline fresh = Deadline.in(time, settings.every());
    OptionalLong fence = sizings.take(me, now, now.plus(settings.duty()));
    if (fence.isEmpty()) {
      forget();
      return found;
    }
    holds = true;
    return size(new Held(me, fence.getAsLong(), fresh), found.get());
  }

  /** The duty in this hand; from the deadline on another may be about to take it. */
  private record Held(WorkerId me, long fence, Deadline fresh) {}

  private Optional<Sizing> size(Held held, Sizing before) throws InterruptedException {
    Wish wish = before.wish();
    if (memory.wish == null || !memory.wish.equals(wish)) {
      forget();
      memory.wish = wish;
    }
    Instant now = time.now();
    Work work = Work.read(ledger, now, settings.margin(), wish.max());
    if (wish.finishBy().filter(work::allAfter).isPresent() && sizings.end(wish)) {
      LOG.atInfo().log("the time that the fleet was sized for was over before any open run began");
      leave(held.me());
      return Optional.empty();
    }
    Decision decision = memory.size.next(before, work, now);
    Sizing after = new Sizing(wish, Optional.of(decision));
    int was = before.decision().map(Decision::wanted).orElse(-1);
    boolean tell = decision.wanted() != was || memory.telling.due(decision.wanted(), work, now);
    Optional<Instant> telling = tell ? Optional.of(now.plus(settings.telling())) : Optional.empty();
    if (held.fresh().passed()
        || !sizings.decide(held.me(), held.fence(), wish, decision, telling)) {
      forget(); // ended, changed, or another's by now
      return sizings.find();
    }
    say(after, was, now);
    if (tell && !told(held, decision.wanted(), work, now)) return Optional.of(after);
    if (decision.wanted() <= wish.min() && done(wish, work, now) && sizings.end(wish)) {
      LOG.atInfo().log("what the fleet was sized for is over");
      leave(held.me());
      return Optional.empty();
    }
    return Optional.of(after);
  }

  /** Whether its work was done, or its time is over without any. */
  private static boolean done(Wish wish, Work work, Instant now) {
    if (wish.finishBy().isEmpty() || work.anything()) return false;
    return work.since(wish.since()) || !now.isBefore(wish.finishBy().get());
  }

  /** Tells the group; false if it was not to be told, and then another may try. */
  private boolean told(Held held, int wanted, Work work, Instant now) throws InterruptedException {
    try {
      capacity.want(wanted);
    } catch (CapacityRefused e) {
      LOG.atWarn()
          .addKeyValue("wanted", wanted)
          .addKeyValue("why", e.getMessage())
          .log("the group was not told its size, trying again later");
      restsUntil = now.plus(settings.again());
      leave(held.me());
      return false;
    }
    memory.telling.told(wanted, work, now);
    sizings.told(held.me(), held.fence());
    return true;
  }

  private void say(Sizing after, int was, Instant now) {
    Decision decision = after.decision().orElseThrow();
    if (decision.wanted() != was) {
      LOG.atInfo()
          .addKeyValue("wanted", decision.wanted())
          .addKeyValue("units", decision.open())
          .log("the fleet is sized");
    }
    boolean late = after.late(now);
    if (late && !memory.late) {
      LOG.atWarn()
          .addKeyValue("wanted", decision.wanted())
          .addKeyValue("units", decision.open())
          .addKeyValue("why", decision.ends().map(ends -> "about " + ends).orElse("not known"))
          .log("what is open will not be over by its time, at the most machines");
    }
    memory.late = late;
  }

  private void forget() {
    memory = new Memory(settings);
    holds = false;
  }

  /** Lays the duty down, so that another need not wait for it to lapse. */
  public void leave(WorkerId me) {
    forget();
    sizings.leave(me);
  }
}
