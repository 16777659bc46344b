package io.longhaul.claim;

import io.longhaul.ledger.Ledger;
import io.longhaul.ledger.OpenUnits;
import io.longhaul.ledger.OpenUnits.Dead;
import io.longhaul.ledger.OpenUnits.Pending;
import io.longhaul.ledger.OpenUnits.Place;
import io.longhaul.ledger.OpenUnits.Running;
import io.longhaul.ledger.OpenUnits.Waiting;
import io.longhaul.ledger.Reclaims.Reclaimed;
import io.longhaul.ledger.Run;
import io.longhaul.ledger.RunState;
import io.longhaul.ledger.Settled.ToSend;
import io.longhaul.queue.WorkQueues;
import io.longhaul.time.Time;
import io.longhaul.unit.RunName;
import io.longhaul.unit.Tier;
import io.longhaul.unit.UnitRef;
import io.longhaul.unit.WorkerId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Finds what was left behind, for every open run: reclaims what lost sessions held, sends what is
 * due, opens what follows a closed stage, announces the dead, finishes cancels, closes runs.
 *
 * <p>It is a duty, but several sweepers at once do no harm: all they do is conditional.
 */
public final class Sweeper {
  /** Under which the ledger knows who sweeps. */
  public static final String DUTY = "sweeper";

  /** What one sweep looks at per run, of each sort; the next sweep goes on where it ended. */
  private static final int MOST_UNITS = 10_000;

  private static final Reclaimed MOVED = new Reclaimed.Moved();

  private final Ledger ledger;
  private final WorkQueues queues;
  private final Sender sender;
  private final Time time;
  private final WorkerId me;
  private final SessionSettings sessions;
  private final SweepSettings settings;
  private final Outages outages;
  private final EmptyQueues empty;
  private final Misfits misfits = new Misfits();
  private final Map<RunName, Places> places = new HashMap<>();

  /** Where the last sweep of a run ended at its bound. */
  private static final class Places {
    final Place running = new Place();
    final Place pending = new Place();
    final Place waiting = new Place();
    final Place unnoticed = new Place();
  }

  public Sweeper(
      Ledger ledger,
      WorkQueues queues,
      Time time,
      WorkerId me,
      SessionSettings sessions,
      SweepSettings settings) {
    this.ledger = ledger;
    this.queues = queues;
    this.sender = new Sender(ledger, queues, time);
    this.time = time;
    this.me = me;
    this.sessions = sessions;
    this.settings = settings;
    this.outages = new Outages(sessions.length());
    this.empty = new EmptyQueues(queues);
  }

  /** What one sweep did; {@code noticed} are notices of dead units that it sent. */
  public record Swept(
      int reclaimed, int killed, int sent, int opened, int cancelled, int closed, int noticed) {
    public static final Swept NOTHING = new Swept(0, 0, 0, 0, 0, 0, 0);

    public Swept plus(Swept other) {
      return new Swept(
          reclaimed + other.reclaimed,
          killed + other.killed,
          sent + other.sent,
          opened + other.opened,
          cancelled + other.cancelled,
          closed + other.closed,
          noticed + other.noticed);
    }
  }

  /** Sweeps if the duty is free or one's own; otherwise does nothing. */
  public Swept sweepOnDuty() {
    if (takeDuty()) return sweep();
    outages.contact(time.now());
    return Swept.NOTHING;
  }

  /** Takes the duty if it is free or one's own; it lapses unless it is taken again. */
  public boolean takeDuty() {
    Instant now = time.now();
    return ledger.duties().take(DUTY, me, now, now.plus(settings.every().multipliedBy(3)));
  }

  /** Lays the duty down, so that another need not wait for it to lapse. */
  public void leave() {
    ledger.duties().leave(DUTY, me);
  }

  /** Sweeps all open runs once, duty or not. */
  public Swept sweep() {
    List<Run> runs = ledger.runs().all().stream().filter(run -> !run.state().over()).toList();
    outages.contact(time.now());
    if (runs.isEmpty()) {
      places.clear();
      return Swept.NOTHING;
    }
    empty.read();
    Swept swept = Swept.NOTHING;
    places.keySet().retainAll(runs.stream().map(Run::name).collect(Collectors.toSet()));
    for (Run run : runs) {
      swept = swept.plus(misfits.step("run " + run.name(), Swept.NOTHING, () -> sweep(run)));
    }
    return swept;
  }

  /**
   * Sweeps one run once, and judges no session: who sweeps only once does not know whether there
   * was an outage. Of a run that is over it announces the dead that were not.
   */
  public Swept sweepUnjudging(Run run) {
    if (!run.state().over()) return sweep(run, new Places(), false);
    return announce(run.name(), new Places());
  }

  /**
   * Reads how full the queues are; what one of them had is taken for lost once it was empty at two
   * readings in a row.
   *
   * @return whether any was empty at this one
   */
  public boolean readQueues() {
    return empty.read();
  }

  private Swept sweep(Run run) {
    return sweep(run, places.computeIfAbsent(run.name(), key -> new Places()), true);
  }

  private Swept sweep(Run run, Places at, boolean judging) {
    RunName name = run.name();
    // running first, sessions second: see Judgement
    List<Running> running = ledger.open().running(name, MOST_UNITS, at.running);
    boolean mayJudge = outages.mayJudge(answered()) && judging;
    Judgement judgement = Judgement.pass(ledger, mayJudge, sessions.margin(), time.now());
    List<Running> left = running.stream().filter(unit -> !judgement.live(unit.worker())).toList();
    Swept swept =
        run.state() == RunState.CANCELLING
            ? cancel(name, left, at)
            : reclaim(left, judgement).plus(open(name, at)).plus(send(name));
    Swept announced = announce(name, at);
    // nobody sweeps a run that is over: what is beyond the bound is announced before it is
    boolean closed =
        announced.noticed() < settings.mostSends() && ledger.runs().closeIfDone(run, answered());
    answered();
    return swept.plus(announced).plus(new Swept(0, 0, 0, 0, 0, closed ? 1 : 0, 0));
  }

  /** The ledger has just answered: however long a sweep takes, meanwhile it was not silent. */
  private Instant answered() {
    Instant now = time.now();
    outages.contact(now);
    return now;
  }

  private Swept reclaim(List<Running> left, Judgement judgement) {
    List<ToSend> pending = new ArrayList<>();
    int killed = 0;
    for (Running unit : left) {
      switch (misfits.step(unit.ref(), MOVED, () -> reclaim(unit, judgement))) {
        case Reclaimed.Pending back -> pending.add(back.toSend());
        case Reclaimed.Dead dead -> killed++;
        case Reclaimed.Moved moved -> {}
      }
    }
    sender.send(pending);
    return new Swept(pending.size(), killed, 0, 0, 0, 0, 0);
  }

  private Reclaimed reclaim(Running unit, Judgement judgement) {
    Instant now = answered();
    return judgement.left(unit.worker())
        ? ledger.reclaims().takeBack(unit, me, now)
        : ledger.reclaims().reclaim(unit, outages.countedOnceSince(now), me, now);
  }

  private Swept open(RunName run, Places at) {
    Set<String> stages = new HashSet<>();
    List<ToSend> opened = new ArrayList<>();
    for (Waiting waiting : ledger.open().waiting(run, MOST_UNITS, at.waiting)) {
      answered();
      if (!stages.add(waiting.stage())) continue;
      misfits
          .step(
              "stage %s of run %s".formatted(waiting.stage(), run),
              Optional.<ToSend>empty(),
              () -> ledger.stages().closeIfDone(run, waiting.stage(), me, time.now()))
          .ifPresent(opened::add);
    }
    sender.send(opened);
    return new Swept(0, 0, 0, opened.size(), 0, 0, 0);
  }

  private Swept send(RunName run) {
    Instant now = answered();
    Duration age = empty.any() ? settings.resendWhenEmpty() : OpenUnits.RESEND_AFTER;
    List<ToSend> due = new ArrayList<>();
    for (Pending unit : ledger.open().toSend(run, now, age, settings.mostSends())) {
      boolean old = !unit.sent().plus(OpenUnits.RESEND_AFTER).isAfter(now);
      if (unit.neverSent() || old || empty.twice(unit.tier())) {
        due.add(new ToSend(unit.ref(), unit.tier(), unit.due()));
      }
    }
    int sent = 0;
    for (Tier tier : Tier.values()) {
      List<ToSend> ofTier = due.stream().filter(unit -> unit.tier() == tier).toList();
      if (ofTier.isEmpty()) continue;
      Set<UnitRef> refused = Sender.refused(queues.of(tier), ofTier, now);
      for (ToSend unit : ofTier) {
        if (refused.contains(unit.unit())) continue;
        ledger.units().sent(unit.unit(), unit.due(), now);
        answered();
        sent++;
      }
    }
    return new Swept(0, 0, sent, 0, 0, 0, 0);
  }

  private Swept cancel(RunName run, List<Running> left, Places at) {
    ledger.cancels().markStages(run);
    int cancelled = 0;
    for (Running unit : left) {
      if (cancelled(unit.ref(), () -> ledger.cancels().cancel(unit, me, answered()))) cancelled++;
    }
    for (UnitRef unit : ledger.open().pending(run, MOST_UNITS, at.pending)) {
      if (cancelled(unit, () -> ledger.cancels().cancel(unit, me, answered()))) cancelled++;
    }
    for (Waiting unit : ledger.open().waiting(run, MOST_UNITS, at.waiting)) {
      UnitRef ref = unit.ref();
      if (cancelled(ref, () -> ledger.cancels().cancel(ref, me, time.now()))) cancelled++;
    }
    return new Swept(0, 0, 0, 0, cancelled, 0, 0);
  }

  private boolean cancelled(UnitRef unit, Supplier<Boolean> cancel) {
    return misfits.step(unit, false, cancel);
  }

  private Swept announce(RunName run, Places at) {
    List<Dead> unnoticed = ledger.open().unnoticed(run, settings.mostSends(), at.unnoticed);
    if (unnoticed.isEmpty()) return Swept.NOTHING;
    Instant now = time.now();
    List<ToSend> notices =
        unnoticed.stream().map(unit -> new ToSend(unit.ref(), unit.tier(), now)).toList();
    Set<UnitRef> refused = Sender.refused(queues.dead(), notices, now);
    int noticed = 0;
    for (Dead unit : unnoticed) {
      if (!refused.contains(unit.ref())) {
        ledger.notices().sent(unit.ref(), unit.failure());
        noticed++;
      }
      answered();
    }
    return new Swept(0, 0, 0, 0, 0, 0, noticed);
  }
}
