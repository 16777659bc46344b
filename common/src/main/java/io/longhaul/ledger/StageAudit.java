package io.longhaul.ledger;

import io.longhaul.ledger.Finding.Sort;
import io.longhaul.unit.RunName;
import io.longhaul.unit.Tally;
import io.longhaul.unit.Tier;
import io.longhaul.unit.UnitId;
import io.longhaul.unit.UnitRef;
import io.longhaul.unit.UnitState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Recounts one stage of a run in rounds, until it agrees or has differed twice alike. */
final class StageAudit {
  private final Table table;
  private final RunName run;
  private final String name;
  private final int shards;

  /** The stage's row; the run's for the stage of the root. */
  private final Key holder;

  private final Optional<Key> next;

  private @Nullable Seen before;
  private Sum sum = new Sum();
  private @Nullable Seen differed;
  private Sum differedSum = new Sum();
  private boolean moving = true;

  private StageAudit(
      Table table, RunName run, String name, int shards, Key holder, Optional<Key> next) {
    this.table = table;
    this.run = run;
    this.name = name;
    this.shards = shards;
    this.holder = holder;
    this.next = next;
  }

  static StageAudit root(Table table, RunName run) {
    return new StageAudit(
        table, run, Stages.ROOT, Stages.MOST_SHARDS, LedgerKeys.run(run), Optional.empty());
  }

  static StageAudit of(Table table, RunName run, Row stage) {
    String name = stage.key().sort().substring("S#".length());
    boolean counts =
        stage.attributes().get(Stages.SHARDS) instanceof Long shards
            && shards >= 1
            && shards <= Stages.MOST_SHARDS;
    Optional<Key> next = Optional.empty();
    try {
      UnitRef follows = new UnitRef(run, new UnitId(stage.text(Stages.NEXT)));
      next = Optional.of(LedgerKeys.unit(follows));
    } catch (IllegalArgumentException | ClassCastException e) {
      // no unit's name: said at the end, as one that is not there
    }
    int shards = counts ? (int) stage.number(Stages.SHARDS) : Stages.MOST_SHARDS;
    return new StageAudit(table, run, name, shards, stage.key(), next);
  }

  /** What the rows of its units come to. */
  private static final class Sum {
    private long open;
    private long unreadable;
    private final Map<UnitState, Long> closed = new EnumMap<>(UnitState.class);
    private final Map<Tier, Tally> tallies = new EnumMap<>(Tier.class);

    void add(UnitRow unit) {
      UnitState state;
      Tier tier;
      Tally tally;
      try {
        state = unit.state();
        tier = unit.tier();
        tally = unit.tally();
      } catch (RuntimeException e) {
        unreadable++;
        return;
      }
      if (state.open()) {
        open++;
        return;
      }
      closed.merge(state, 1L, Long::sum);
      tallies.merge(tier, tally, Tally::plus);
    }

    boolean same(Sum other) {
      return open == other.open
          && unreadable == other.unreadable
          && closed.equals(other.closed)
          && tallies.equals(other.tallies);
    }

    /** What the counters say otherwise, in words. */
    List<String> against(Counts counters) {
      List<String> differences = new ArrayList<>();
      if (counters.open() != open) {
        differences.add("counted %d open, there are %d".formatted(counters.open(), open));
      }
      for (UnitState state : UnitState.values()) {
        long there = closed.getOrDefault(state, 0L);
        if (counters.units(state) != there) {
          differences.add(
              "counted %d %s, there are %d".formatted(counters.units(state), word(state), there));
        }
      }
      for (Tier tier : Tier.values()) {
        Tally there = tallies.getOrDefault(tier, Tally.NONE);
        Tally counted = counters.tallies().getOrDefault(tier, Tally.NONE);
        if (!counted.equals(there)) {
          differences.add("%s sums to %s, its rows to %s".formatted(word(tier), counted, there));
        }
      }
      if (!differences.isEmpty() && unreadable > 0) {
        differences.add("%d of its rows cannot be read".formatted(unreadable));
      }
      return differences;
    }

    private static String word(Enum<?> constant) {
      return constant.name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What is kept beside the units' rows, all of one instant.
   *
   * @param counts empty: a counter row cannot be read
   * @param holder null: it is not there
   * @param next the state of what follows; empty: that is not there
   */
  private record Seen(
      Optional<Counts> counts, long marked, @Nullable Row holder, Optional<String> next) {
    boolean same(Seen other) {
      return counts.equals(other.counts)
          && marked == other.marked
          && Objects.equals(holder, other.holder)
          && next.equals(other.next);
    }
  }

  private Seen look() {
    List<Key> keys = new ArrayList<>(LedgerKeys.shards(run, name, shards));
    keys.add(holder);
    next.ifPresent(keys::add);
    Map<Key, Row> rows = Stages.byKey(table.snapshot(keys));
    Row heldBy = rows.remove(holder);
    Optional<String> follows =
        next.map(rows::remove).map(row -> String.valueOf(row.attributes().get(UnitRow.STATE)));
    long marked = rows.values().stream().filter(row -> row.has(Shard.CANCELLED)).count();
    return new Seen(counts(rows.values()), marked, heldBy, follows);
  }

  private static Optional<Counts> counts(Collection<Row> shards) {
    try {
      return Optional.of(Counts.of(shards));
    } catch (ClassCastException e) {
      return Optional.empty();
    }
  }

  String name() {
    return name;
  }

  /** Whether it has changed in every round so far. */
  boolean moving() {
    return moving;
  }

  /** To be called before the units are read. */
  void begin() {
    before = look();
    sum = new Sum();
  }

  void count(UnitRow unit) {
    sum.add(unit);
  }

  /**
   * To be called when they have been read.
   *
   * @return whether another round is not needed
   */
  boolean end(Consumer<Finding> found) {
    Seen seen = look();
    boolean still = before != null && seen.same(before);
    if (!still) {
      differed = null;
      return false;
    }
    List<Finding> findings = findings(seen);
    if (!findings.isEmpty()
        && !(differed != null && seen.same(differed) && sum.same(differedSum))) {
      differed = seen;
      differedSum = sum;
      return false;
    }
    moving = false;
    findings.forEach(found);
    return true;
  }

  private List<Finding> findings(Seen seen) {
    List<Finding> findings = new ArrayList<>();
    List<String> differences =
        seen.counts().map(sum::against).orElse(List.of("a counter row of it cannot be read"));
    if (!differences.isEmpty()) {
      findings.add(finding(Sort.COUNTERS, String.join("; ", differences)));
    }
    try {
      if (name.equals(Stages.ROOT)) checkRun(seen, findings);
      else checkStage(seen, findings);
    } catch (ClassCastException e) {
      findings.add(finding(Sort.ROW, "its row cannot be read"));
    }
    return findings;
  }

  private void checkRun(Seen seen, List<Finding> findings) {
    if (seen.holder() == null) {
      findings.add(new Finding(Sort.RUN, "run " + run, "has no row"));
      return;
    }
    String state = seen.holder().text(Runs.STATE);
    boolean over = state.equals(RunState.CLOSED.name()) || state.equals(RunState.CANCELLED.name());
    if (over && sum.open > 0) {
      findings.add(
          new Finding(Sort.RUN, "run " + run, "is %s while units are open".formatted(state)));
    }
    boolean cancelled =
        state.equals(RunState.CANCELLING.name()) || state.equals(RunState.CANCELLED.name());
    checkMarks(seen, cancelled, findings);
  }

  private void checkStage(Seen seen, List<Finding> findings) {
    if (seen.holder() == null) {
      findings.add(finding(Sort.NEXT, "its row is gone"));
      return;
    }
    boolean open = Stages.isOpen(seen.holder());
    String state = seen.holder().text(Stages.STATE);
    Optional<String> follows = seen.next();
    if (follows.isEmpty()) {
      findings.add(
          finding(
              Sort.NEXT,
              "what follows it, '%s', is not there".formatted(seen.holder().text(Stages.NEXT))));
    } else if (open != follows.get().equals(UnitState.WAITING.name())) {
      findings.add(
          finding(
              Sort.NEXT,
              "is %s, and what follows it, unit %s, is %s"
                  .formatted(state, seen.holder().text(Stages.NEXT), follows.get())));
    } else if (!open && sum.open > 0) {
      findings.add(finding(Sort.NEXT, "is %s while units of it are open".formatted(state)));
    }
    checkMarks(seen, seen.holder().has(Shard.CANCELLED), findings);
  }

  private void checkMarks(Seen seen, boolean cancelled, List<Finding> findings) {
    if (!cancelled || seen.marked() == shards) return;
    findings.add(
        finding(
            Sort.MARK,
            "is cancelled, and %d of its %d counter rows carry the mark"
                .formatted(seen.marked(), shards)));
  }

  private Finding finding(Sort sort, String what) {
    return new Finding(sort, "stage " + name, what);
  }
}
