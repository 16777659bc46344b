package io.longhaul.ledger;

import io.longhaul.unit.RunName;
import java.time.Instant;

/**
 * What a run was granted beside what its stack may do anyway, as its row says; what policies say of
 * it they say until then.
 *
 * @param job the canonical form of the job that it was made for
 */
public record Grant(RunName run, Instant until, String job) {
  static Grant of(Row row) {
    return new Grant(
        new RunName(row.key().sort()),
        Instant.ofEpochMilli(row.number(Grants.UNTIL)),
        row.text(Grants.JOB));
  }

  /** Whether it counts at that time. */
  public boolean inForce(Instant now) {
    return now.isBefore(until);
  }
}
