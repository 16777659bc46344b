package io.longhaul.ledger;

import static io.longhaul.ledger.Sizing.BY;
import static io.longhaul.ledger.Sizing.CHANGED;
import static io.longhaul.ledger.Sizing.ENDS;
import static io.longhaul.ledger.Sizing.FINISH;
import static io.longhaul.ledger.Sizing.MAX;
import static io.longhaul.ledger.Sizing.MIN;
import static io.longhaul.ledger.Sizing.OPEN;
import static io.longhaul.ledger.Sizing.RATE;
import static io.longhaul.ledger.Sizing.SINCE;
import static io.longhaul.ledger.Sizing.WANTED;

import io.longhaul.ledger.Sizing.Decision;
import io.longhaul.ledger.Sizing.Wish;
import io.longhaul.unit.WorkerId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The wish that the fleet be sized, and the duty of doing so: one row, so that whoever decides a
 * number does it under the fence of the duty and for the wish that stands, by one condition.
 */
public final class Sizings {
  /** Under which the ledger knows who sizes. */
  public static final String DUTY = "sizing";

  /** Until when the group may be being told a number by somebody. */
  private static final String TELLING = "telling";

  private static final List<String> DECIDED = List.of(WANTED, CHANGED, OPEN, RATE, ENDS);

  private final Table table;
  private final Duties duties;

  Sizings(Table table, Duties duties) {
    this.table = table;
    this.duties = duties;
  }

  /** Empty: nobody wishes it. */
  public Optional<Sizing> find() {
    return row().filter(row -> row.has(SINCE)).map(Sizing::of);
  }

  private Optional<Row> row() {
    return table.get(LedgerKeys.duty(DUTY));
  }

  /**
   * Wishes it, in the place of the wish that was seen.
   *
   * @param first how many are wanted at first
   * @return false if somebody has wished, or ended, another meanwhile: then nothing was changed
   */
  public boolean wish(Optional<Wish> seen, Wish wish, int first) {
    List<Change> changes = new ArrayList<>();
    changes.add(new Change.Set(SINCE, wish.since().toEpochMilli()));
    changes.add(new Change.Set(BY, wish.by()));
    changes.add(set(FINISH, wish.finishBy()));
    changes.add(new Change.Set(MIN, (long) wish.min()));
    changes.add(new Change.Set(MAX, (long) wish.max()));
    changes.add(new Change.Set(WANTED, (long) first));
    changes.add(new Change.Set(CHANGED, wish.since().toEpochMilli()));
    for (String name : List.of(OPEN, RATE, ENDS)) changes.add(new Change.Remove(name));
    Condition stands =
        seen.<Condition>map(Sizings::stands).orElseGet(() -> new Condition.Lacks(SINCE));
    Condition ours = stands(wish); // our own first try, repeated below us
    return applied(List.of(new Condition.Either(stands, ours)), changes);
  }

  private static Change set(String name, Optional<Instant> time) {
    return time.<Change>map(at -> new Change.Set(name, at.toEpochMilli()))
        .orElseGet(() -> new Change.Remove(name));
  }

  private static Condition stands(Wish wish) {
    return new Condition.Is(SINCE, wish.since().toEpochMilli());
  }

  /** Ends that wish: from then on nobody decides a number for it. False if it does not stand. */
  public boolean end(Wish wish) {
    List<Change> changes = new ArrayList<>();
    for (String name : List.of(SINCE, BY, FINISH, MIN, MAX)) changes.add(new Change.Remove(name));
    for (String name : DECIDED) changes.add(new Change.Remove(name));
    return applied(List.of(stands(wish)), changes);
  }

  /** Takes the duty if it is free, or renews it: the fence to decide under; empty: another's. */
  public OptionalLong take(WorkerId me, Instant now, Instant until) {
    return duties.takeFenced(DUTY, me, now, until);
  }

  /** Lays the duty down. */
  public void leave(WorkerId me) {
    duties.leave(DUTY, me);
  }

  /**
   * Decides a number, before the group is told.
   *
   * @param telling until when the group may be being told; empty: it is not told anything now
   * @return false if the fence is stale or the wish does not stand: then nothing was changed, and
   *     the group must not be told
   */
  public boolean decide(
      WorkerId me, long fence, Wish wish, Decision decision, Optional<Instant> telling) {
    List<Change> changes = new ArrayList<>();
    changes.add(new Change.Set(WANTED, (long) decision.wanted()));
    changes.add(new Change.Set(CHANGED, decision.changed().toEpochMilli()));
    changes.add(new Change.Set(OPEN, decision.open()));
    changes.add(
        decision.rate().isPresent()
            ? new Change.Set(RATE, Sizing.micros(decision.rate().getAsDouble()))
            : new Change.Remove(RATE));
    changes.add(set(ENDS, decision.ends()));
    telling.ifPresent(until -> changes.add(new Change.Set(TELLING, until.toEpochMilli())));
    List<Condition> conditions = new ArrayList<>(fenced(me, fence));
    conditions.add(stands(wish));
    return applied(conditions, changes);
  }

  /** The group was told. */
  public void told(WorkerId me, long fence) {
    var unused = applied(fenced(me, fence), List.of(new Change.Remove(TELLING)));
  }

  /** Whether the group may be being told a number by somebody at this moment. */
  public boolean telling(Instant now) {
    return row().filter(row -> row.number(TELLING) > now.toEpochMilli()).isPresent();
  }

  private static List<Condition> fenced(WorkerId me, long fence) {
    return List.of(
        new Condition.Is(Duties.HOLDER, me.value()), new Condition.Is(Duties.FENCE, fence));
  }

  private boolean applied(List<Condition> conditions, List<Change> changes) {
    return table.write(new Write.Update(LedgerKeys.duty(DUTY), conditions, changes))
        instanceof Written.Applied;
  }
}
