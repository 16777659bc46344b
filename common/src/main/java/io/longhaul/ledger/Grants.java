package io.longhaul.ledger;

import io.longhaul.unit.RunName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which runs were granted something, so that what is forgotten is found again without a look at any
 * policy. A row is written before the first policy and removed after the last.
 */
public final class Grants {
  static final String UNTIL = "until";
  static final String JOB = "job";

  private static final int PAGE = 1000;

  /** Each is lost to another who noted or took back something of the same run. */
  private static final int MOST_TRIES = 20;

  private final Table table;
  private final BadRows bad;

  Grants(Table table, BadRows bad) {
    this.table = table;
    this.bad = bad;
  }

  /**
   * Notes a grant, or that it lasts longer; one that lasts longer already stays so.
   *
   * @return that which counts: of another job, if one was noted under this name, and then nothing
   *     was changed
   * @throws LedgerUnavailable if others change it all the time
   */
  public Grant note(RunName run, String job, Instant until) {
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      List<Condition> first = List.of(new Condition.NoRow());
      if (write(run, job, until, first)) return new Grant(run, until, job);
      Optional<Grant> there = find(run);
      if (there.isEmpty()) continue; // revoked in between
      if (!there.get().job().equals(job)) return there.get();
      if (!until.isAfter(there.get().until())) return there.get();
      List<Condition> shorter =
          List.of(new Condition.Is(JOB, job), new Condition.AtMost(UNTIL, until.toEpochMilli()));
      if (write(run, job, until, shorter)) return new Grant(run, until, job);
    }
    throw new LedgerUnavailable(
        "the grant of run %s could not be noted in %d tries, for others grant or revoke it at the same"
                .formatted(run, MOST_TRIES)
            + " time; nothing was granted: run it again when they are done");
  }

  private boolean write(RunName run, String job, Instant until, List<Condition> conditions) {
    return table.write(
            new Write.Update(
                LedgerKeys.grant(run),
                conditions,
                List.of(new Change.Set(UNTIL, until.toEpochMilli()), new Change.Set(JOB, job))))
        instanceof Written.Applied;
  }

  /** Forgets it; nothing if it lasts longer than what was taken back. */
  public void forget(Grant revoked) {
    table.write(
        new Write.Delete(
            LedgerKeys.grant(revoked.run()),
            List.of(new Condition.AtMost(UNTIL, revoked.until().toEpochMilli()))));
  }

  public Optional<Grant> find(RunName run) {
    return table.get(LedgerKeys.grant(run)).map(Grant::of);
  }

  /** All of the stack, by run. */
  public List<Grant> all() {
    List<Grant> grants = new ArrayList<>();
    List<Row> page = table.query(LedgerKeys.GRANTS, "", null, PAGE);
    while (!page.isEmpty()) {
      grants.addAll(bad.read(page, Grant::of));
      if (page.size() < PAGE) break;
      page = table.query(LedgerKeys.GRANTS, "", page.getLast().key().sort(), PAGE);
    }
    return grants;
  }
}
