package io.longhaul.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.unit.Claim;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.Fate;
import io.longhaul.unit.NewUnit;
import io.longhaul.unit.Payload;
import io.longhaul.unit.RunName;
import io.longhaul.unit.Tally;
import io.longhaul.unit.Tier;
import io.longhaul.unit.UnitId;
import io.longhaul.unit.UnitRef;
import io.longhaul.unit.UnitState;
import io.longhaul.unit.WorkerId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** A run of its own to try things on, and short words for what is done with it. */
final class LedgerScene {
  static final WorkerId A = new WorkerId("worker-a");
  static final WorkerId B = new WorkerId("worker-b");
  static final WorkerId C = new WorkerId("worker-c");

  /** More than one counter row can serve. */
  static final int MANY = 60;

  private static final AtomicLong COUNTER = new AtomicLong();

  final Table table;
  final Ledger ledger;
  final RunName run = new RunName("run-" + COUNTER.incrementAndGet());
  Instant now = Instant.parse("2026-11-02T08:00:00Z");

  LedgerScene(Table table) {
    this.table = table;
    this.ledger = new Ledger(table);
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  // --- beginning

  /** The root in the hand of worker A. */
  Claim root() {
    assertThat(submit(Optional.of(A))).isInstanceOf(Runs.Submitted.Registered.class);
    return claim(rootRef(), A, A.value());
  }

  UnitRef rootRef() {
    return new UnitRef(run, UnitId.root(run));
  }

  Runs.Submitted submit(Optional<WorkerId> holder) {
    return ledger.runs().submit(run, "noop", 1, "{}", "hash", holder, now);
  }

  /** So many pending units in the root's stage. */
  List<UnitRef> pending(int units) {
    Claim root = root();
    split(root, units);
    return children(root, units);
  }

  /** So many pending units in a stage of their own; {@link #nextOf} the root waits for them. */
  List<UnitRef> staged(int units) {
    Claim root = root();
    splitWithNext(root, units);
    return children(root, units);
  }

  /** What waits for the units of {@link #staged}. */
  UnitRef next() {
    return nextOf(rootRef());
  }

  // --- claims

  ClaimAnswer tryClaim(UnitRef ref, WorkerId worker) {
    return tryClaim(ref, worker, "token-" + COUNTER.incrementAndGet());
  }

  ClaimAnswer tryClaim(UnitRef ref, WorkerId worker, String token) {
    return ledger.units().claim(ref, worker, token, 1, now);
  }

  Claim claim(UnitRef ref, WorkerId worker) {
    return claim(ref, worker, "token-" + COUNTER.incrementAndGet());
  }

  Claim claim(UnitRef ref, WorkerId worker, String token) {
    ClaimAnswer answer = tryClaim(ref, worker, token);
    assertThat(answer).isInstanceOf(ClaimAnswer.Won.class);
    return ((ClaimAnswer.Won) answer).claim();
  }

  // --- settles

  Settled done(Claim claim) {
    return settle(new Settlement.Done(claim, copied(3)));
  }

  /** Claimed by A and done. */
  void finish(UnitRef ref) {
    mine(done(claim(ref, A)));
  }

  /** Claimed by A and dead. */
  void kill(UnitRef ref) {
    mine(dead(claim(ref, A)));
  }

  Settled dead(Claim claim) {
    return settle(new Settlement.Dead(claim, FailureClass.DENIED, "no"));
  }

  Settled cancelled(Claim claim) {
    return settle(new Settlement.Cancelled(claim, copied(2)));
  }

  Settled split(Claim claim, int children) {
    return settle(splitting(claim, ranges(children)));
  }

  Settled splitWithNext(Claim claim, int children) {
    return settle(
        new Settlement.Split(claim, Tally.NONE, ranges(children), Optional.of(range("next")), 1));
  }

  static Settlement.Split splitting(Claim claim, List<NewUnit> children) {
    return new Settlement.Split(claim, Tally.NONE, children, Optional.empty(), 1);
  }

  Settled settle(Settlement settlement) {
    return ledger.settlements().settle(settlement, now);
  }

  static List<Settled.ToSend> mine(Settled settled) {
    assertThat(settled).isInstanceOf(Settled.Mine.class);
    return ((Settled.Mine) settled).toSend();
  }

  // --- stages, sweeps, cancels

  Optional<Settled.ToSend> close(Claim splitter) {
    return close(splitter.ref());
  }

  /** Closes the stage that this unit's split opened, if it is done. */
  Optional<Settled.ToSend> close(UnitRef splitter) {
    return ledger.stages().closeIfDone(run, splitter.unit().value(), C, now);
  }

  boolean closeRun() {
    return ledger.runs().closeIfDone(ledger.runs().find(run).orElseThrow(), now);
  }

  void cancelRun() {
    assertThat(ledger.cancels().ask(run)).isTrue();
    ledger.cancels().markStages(run);
  }

  boolean cancel(UnitRef ref) {
    return ledger.cancels().cancel(ref, C, now);
  }

  Redrives.Redriven redrive(UnitRef ref, boolean tolerated) {
    return ledger.redrives().redrive(ref, tolerated, C, now);
  }

  OpenUnits.Running running(Claim claim) {
    return new OpenUnits.Running(claim.ref(), claim.worker(), claim.fence());
  }

  Reclaims.Reclaimed reclaim(Claim claim) {
    return ledger.reclaims().reclaim(running(claim), Optional.empty(), C, now);
  }

  // --- looking

  UnitRow row(UnitRef ref) {
    return ledger.units().find(ref).orElseThrow();
  }

  UnitState state(UnitRef ref) {
    return row(ref).state();
  }

  RunState runState() {
    return ledger.runs().find(run).orElseThrow().state();
  }

  String stageState(UnitRef splitter) {
    return ledger.stages().find(run, splitter.unit().value()).orElseThrow().text(Stages.STATE);
  }

  /** Open units of the whole run, by its counters. */
  long open() {
    return ledger.runs().counts(run).open();
  }

  Counts rootCounts() {
    return ledger.stages().counts(run, Stages.ROOT, Stages.MOST_SHARDS);
  }

  /** The counters of the stage that this unit's split opened. */
  Counts counts(UnitRef splitter) {
    Row stage = ledger.stages().find(run, splitter.unit().value()).orElseThrow();
    return ledger.stages().counts(run, splitter.unit().value(), (int) stage.number(Stages.SHARDS));
  }

  /** The word under which the index shows a unit; empty if it does not. */
  String word(UnitRef ref) {
    return row(ref).row().text(Attributes.INDEX_SORT);
  }

  /** All rows of this run that a unit's transition may change. */
  List<Row> everything() {
    List<Row> rows = new ArrayList<>();
    new LedgerAudit(table).units(run).values().forEach(unit -> rows.add(unit.row()));
    rows.addAll(table.read(LedgerKeys.shards(run, Stages.ROOT, Stages.MOST_SHARDS)));
    for (Row stage : table.query(LedgerKeys.stages(run), "S#", null, 1000)) {
      rows.add(stage);
      String name = stage.key().sort().substring("S#".length());
      rows.addAll(table.read(LedgerKeys.shards(run, name, (int) stage.number(Stages.SHARDS))));
    }
    table.get(LedgerKeys.run(run)).ifPresent(rows::add);
    return rows;
  }

  // --- things

  static List<UnitRef> children(Claim parent, int children) {
    return IntStream.range(0, children)
        .mapToObj(i -> new UnitRef(parent.ref().run(), parent.ref().unit().child(i)))
        .toList();
  }

  static UnitRef nextOf(UnitRef splitter) {
    return new UnitRef(splitter.run(), splitter.unit().next());
  }

  static NewUnit range(String prefix) {
    return new NewUnit(new Payload.Range(prefix, "", null), Tier.SMALL);
  }

  static List<NewUnit> ranges(int children) {
    return IntStream.range(0, children).mapToObj(i -> range("p%02x".formatted(i))).toList();
  }

  /** Objects of 10 bytes each whose names take so many bytes in all, about. */
  static NewUnit keys(int objects, int bytes) {
    String name = "k".repeat(Math.max(1, bytes / objects - 8));
    return new NewUnit(
        new Payload.Keys(
            IntStream.range(0, objects).mapToObj(i -> new Payload.Listed(name + i, 10)).toList()),
        Tier.MEDIUM);
  }

  static Tally copied(int objects) {
    return Tally.of(Fate.LISTED, objects, 10L * objects).with(Fate.COPIED, objects, 10L * objects);
  }
}
