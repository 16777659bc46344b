package io.longhaul.ledger;

import io.longhaul.unit.RunName;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * A run as its row says.
 *
 * @param ended the epoch: it has not, or was opened again
 * @param notes what submitting noted beside the job, such as the engines it ran on
 */
public record Run(
    RunName name,
    String kind,
    String jobHash,
    RunState state,
    Instant created,
    Instant ended,
    Caps caps,
    Map<String, String> notes) {
  /** What the names of notes begin with among the row's attributes. */
  static final String NOTE = "note.";

  public Run {
    notes = Map.copyOf(notes);
  }

  static Run of(Row row) {
    return new Run(
        new RunName(row.key().sort()),
        row.text("kind"),
        row.text("hash"),
        RunState.valueOf(row.text("state")),
        Instant.ofEpochMilli(row.number("created")),
        Instant.ofEpochMilli(row.number("ended")),
        Caps.of(row),
        notes(row));
  }

  private static Map<String, String> notes(Row row) {
    Map<String, String> notes = new TreeMap<>();
    for (String name : row.attributes().keySet()) {
      if (name.startsWith(NOTE)) notes.put(name.substring(NOTE.length()), row.text(name));
    }
    return notes;
  }
}
