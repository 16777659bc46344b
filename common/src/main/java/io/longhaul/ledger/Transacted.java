package io.longhaul.ledger;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What became of a transaction. */
public sealed interface Transacted {
  record Applied() implements Transacted {}

  /**
   * Nothing was changed; writes that were refused, by key, each with its row as it is: one of them
   * at least, not always all.
   */
  record Refused(Map<Key, Optional<Row>> rows) implements Transacted {
    public Refused {
      // Map.copyOf has another order in every process, and a simulation must replay.
      rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows));
    }
  }
}
