package io.longhaul.ledger;

import io.longhaul.unit.NewUnit;
import io.longhaul.unit.Payload;
import io.longhaul.unit.PayloadJson;
import io.longhaul.unit.RunName;
import io.longhaul.unit.Tier;
import io.longhaul.unit.UnitId;
import io.longhaul.unit.UnitRef;
import io.longhaul.unit.WorkerId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs: registered once under a name, read, and closed when nothing of them is open. */
public final class Runs {
  static final String STATE = "state";
  static final String ENDED = "ended";

  private static final int PAGE = 1000;

  private final Table table;
  private final Stages stages;
  private final BadRows bad;

  Runs(Table table, Stages stages, BadRows bad) {
    this.table = table;
    this.stages = stages;
    this.bad = bad;
  }

  /** What submitting found. */
  public sealed interface Submitted {
    record Registered() implements Submitted {}

    /** The same job is there under this name: go on with it. */
    record Resumed(Run run) implements Submitted {}

    /** Another job is there under this name. */
    record Different(Run run, String job) implements Submitted {}
  }

  /** As the other, of a run without caps. */
  public Submitted submit(
      RunName run,
      String kind,
      int minVersion,
      String job,
      String hash,
      Optional<WorkerId> holder,
      Instant now) {
    return submit(run, kind, minVersion, job, hash, Caps.NONE, holder, now);
  }

  /**
   * Registers a run, its root's stage and its root unit in one transaction.
   *
   * @param job its canonical form
   * @param holder the session that enumerates; the root is its own at once, under fence 1. Empty:
   *     the root is pending, for any worker
   */
  public Submitted submit(
      RunName run,
      String kind,
      int minVersion,
      String job,
      String hash,
      Caps caps,
      Optional<WorkerId> holder,
      Instant now) {
    Transaction transaction = new Transaction();
    List<Change> row = new ArrayList<>(caps.changes());
    row.add(new Change.Set("kind", kind));
    row.add(new Change.Set("hash", hash));
    row.add(new Change.Set(STATE, RunState.OPEN.name()));
    row.add(new Change.Set("created", now.toEpochMilli()));
    transaction.add(new Write.Update(LedgerKeys.run(run), List.of(new Condition.NoRow()), row));
    transaction.add(
        new Write.Update(
            LedgerKeys.job(run),
            List.of(new Condition.NoRow()),
            List.of(new Change.Set("job", job))));
    Key first = LedgerKeys.shard(run, Stages.ROOT, 0);
    transaction.require(first, new Condition.NoRow());
    transaction.shard(first).opened(1);
    UnitRef ref = new UnitRef(run, UnitId.root(run));
    NewUnit root = new NewUnit(new Payload.Root(0), Tier.SMALL);
    UnitRegistration registration =
        new UnitRegistration(
            ref,
            kind,
            minVersion,
            root.tier(),
            PayloadJson.write(root.payload()),
            Stages.ROOT,
            Stages.MOST_SHARDS,
            "",
            0);
    List<Change> state = new ArrayList<>(UnitRow.toPending(ref, now, now));
    holder.ifPresent(worker -> {
      state.clear();
      state.addAll(UnitRow.toRunning(ref, worker, worker.value()));
      state.add(new Change.Set(UnitRow.DUE, now.toEpochMilli()));
    });
    transaction.register(registration, state);
    if (transaction.commit(table) instanceof Transacted.Applied) {
      return new Submitted.Registered();
    }
    Run there =
        find(run).orElseThrow(() -> new IllegalStateException("run " + run + " is half there"));
    return there.jobHash().equals(hash)
        ? new Submitted.Resumed(there)
        : new Submitted.Different(there, job(run));
  }

  /**
   * Notes what a reader of the run should know beside its counters, such as the engines it ran on;
   * a note under the same name replaces the one before. False if there is no such run.
   */
  public boolean note(RunName run, Map<String, String> notes) {
    List<Change> changes = new ArrayList<>();
    notes.forEach((name, text) -> changes.add(new Change.Set(Run.NOTE + name, text)));
    return table.write(
            new Write.Update(LedgerKeys.run(run), List.of(new Condition.RowThere()), changes))
        instanceof Written.Applied;
  }

  public Optional<Run> find(RunName run) {
    return table.get(LedgerKeys.run(run)).map(Run::of);
  }

  /** All runs, by name. */
  public List<Run> all() {
    List<Run> runs = new ArrayList<>();
    List<Row> page = table.query(LedgerKeys.RUNS, "", null, PAGE);
    while (!page.isEmpty()) {
      runs.addAll(bad.read(page, Run::of));
      if (page.size() < PAGE) break;
      page = table.query(LedgerKeys.RUNS, "", page.getLast().key().sort(), PAGE);
    }
    return runs;
  }

  /** The canonical form of the run's job. */
  public String job(RunName run) {
    return table
        .get(LedgerKeys.job(run))
        .orElseThrow(() -> new IllegalArgumentException("no run named " + run))
        .text("job");
  }

  /** The sums over all stages of a run; each counter row is read consistently, one by one. */
  public Counts counts(RunName run) {
    Counts counts = stages.counts(run, Stages.ROOT, Stages.MOST_SHARDS);
    String after = "";
    while (true) {
      List<Row> page = stages.all(run, Table.MOST_READS, after);
      for (Row stage : page) {
        after = stage.key().sort().substring("S#".length());
        counts = counts.plus(stages.counts(run, after, (int) stage.number(Stages.SHARDS)));
      }
      if (page.size() < Table.MOST_READS) return counts;
    }
  }

  /** Closes a run of which nothing is open; false if something is, or it was closed before. */
  public boolean closeIfDone(Run run, Instant now) {
    if (run.state().over()) return false;
    List<Key> keys = LedgerKeys.shards(run.name(), Stages.ROOT, Stages.MOST_SHARDS);
    Map<Key, Row> rows = Stages.byKey(table.read(keys));
    if (Stages.sumOfOpen(rows) != 0) return false;
    Transaction transaction = new Transaction();
    for (Key key : keys) Stages.requireAsRead(transaction, key, rows.get(key));
    RunState end = run.state() == RunState.CANCELLING ? RunState.CANCELLED : RunState.CLOSED;
    transaction.add(
        new Write.Update(
            LedgerKeys.run(run.name()),
            List.of(new Condition.Is(STATE, run.state().name())),
            List.of(new Change.Set(STATE, end.name()), new Change.Set(ENDED, now.toEpochMilli()))));
    return transaction.commit(table) instanceof Transacted.Applied;
  }
}
