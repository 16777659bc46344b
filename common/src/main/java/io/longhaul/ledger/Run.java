package io.longhaul.ledger;

import io.longhaul.unit.RunName;
import java.time.Instant;

/** A run as its row says. */
public record Run(
    RunName name, String kind, String jobHash, RunState state, Instant created, Instant ended) {

  static Run of(Row row) {
    return new Run(
        new RunName(row.key().sort()),
        row.text("kind"),
        row.text("hash"),
        RunState.valueOf(row.text("state")),
        Instant.ofEpochMilli(row.number("created")),
        Instant.ofEpochMilli(row.number("ended")));
  }
}
