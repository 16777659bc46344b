package io.longhaul.ledger;

import io.longhaul.unit.WorkerId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Duties: jobs that one process at a time does for the whole stack. */
public final class Duties {
  static final String HOLDER = "holder";
  static final String FENCE = "fence";
  private static final String UNTIL = "until";

  private final Table table;

  Duties(Table table) {
    this.table = table;
  }

  /**
   * Takes a duty that nobody holds, or renews one's own; false if another holds it. Two may believe
   * to hold it for a moment (clocks, pauses), so what a duty does must be safe for several at once.
   */
  public boolean take(String duty, WorkerId holder, Instant now, Instant until) {
    return takeFenced(duty, holder, now, until).isPresent();
  }

  /** Likewise: the fence that it was taken under, by which a later write shows that it holds. */
  OptionalLong takeFenced(String duty, WorkerId holder, Instant now, Instant until) {
    Written taken =
        table.write(
            new Write.Update(
                LedgerKeys.duty(duty),
                List.of(
                    new Condition.Either(
                        new Condition.Lacks(HOLDER),
                        new Condition.Either(
                            new Condition.Is(HOLDER, holder.value()),
                            new Condition.AtMost(UNTIL, now.toEpochMilli())))),
                List.of(
                    new Change.Set(HOLDER, holder.value()),
                    new Change.Set(UNTIL, until.toEpochMilli()),
                    new Change.Add(FENCE, 1))));
    return taken instanceof Written.Applied applied
        ? OptionalLong.of(applied.row().number(FENCE))
        : OptionalLong.empty();
  }

  /** Who holds a duty. */
  public record Holder(String worker, Instant until) {}

  /** Who holds it, or let it lapse; empty: nobody. */
  public Optional<Holder> holder(String duty) {
    return table
        .get(LedgerKeys.duty(duty))
        .filter(row -> row.has(HOLDER))
        .map(row -> new Holder(row.text(HOLDER), Instant.ofEpochMilli(row.number(UNTIL))));
  }

  /** Lays a duty down, so that the next need not wait; nothing if another holds it. */
  public void leave(String duty, WorkerId holder) {
    table.write(
        new Write.Update(
            LedgerKeys.duty(duty),
            List.of(new Condition.Is(HOLDER, holder.value())),
            List.of(new Change.Remove(HOLDER))));
  }
}
