package io.longhaul.coordinator.submit;

import io.longhaul.ledger.Run;
import io.longhaul.s3.Conditions;
import io.longhaul.stack.Engines;
import io.longhaul.stack.LeftOut;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What submitting notes in a run for its report: the engines, and what they do not enforce. */
public final class Notes {
  private static final String UNENFORCED = "unenforced";
  private static final String NONE = "none";
  private static final String LEFT_OUT = "leftout";
  private static final String SEPARATOR = "; ";

  private Notes() {}

  public static Map<String, String> of(Engines engines, Optional<Conditions> conditions) {
    Map<String, String> notes = new LinkedHashMap<>(engines.named());
    conditions.ifPresent(known -> {
      List<String> missing = known.missing();
      notes.put(UNENFORCED, missing.isEmpty() ? NONE : String.join(SEPARATOR, missing));
    });
    return notes;
  }

  /** That the submitter was told what is left out, and agreed. */
  public static Map<String, String> of(LeftOut accepted) {
    return Map.of(LEFT_OUT, accepted.json());
  }

  /** What its submitter agreed to leave out; empty: nothing. */
  public static Optional<LeftOut> leftOut(Run run) {
    return Optional.ofNullable(run.notes().get(LEFT_OUT)).map(LeftOut::read);
  }

  /** The conditions that the store does not enforce; empty: it is not known. */
  public static Optional<List<String>> unenforced(Run run) {
    String note = run.notes().get(UNENFORCED);
    if (note == null) return Optional.empty();
    return Optional.of(note.equals(NONE) ? List.of() : List.of(note.split(SEPARATOR, -1)));
  }

  /** The engines by name, in the order in which they are shown; those that are known. */
  public static Map<String, String> engines(Run run) {
    Map<String, String> engines = new LinkedHashMap<>();
    for (String name : List.of("ledger", "queues", "store")) {
      String note = run.notes().get(name);
      if (note != null) engines.put(name, note);
    }
    return engines;
  }
}
