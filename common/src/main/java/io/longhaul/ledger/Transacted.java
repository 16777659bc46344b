package io.longhaul.ledger;

import java.util.Map;
import java.util.Optional;

/** What became of a transaction. */
public sealed interface Transacted {
  record Applied() implements Transacted {}

  /** Nothing was changed; the writes that were refused, by key, each with its row as it is. */
  record Refused(Map<Key, Optional<Row>> rows) implements Transacted {
    public Refused {
      rows = Map.copyOf(rows);
    }
  }
}
