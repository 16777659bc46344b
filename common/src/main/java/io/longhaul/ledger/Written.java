package io.longhaul.ledger;

import java.util.Optional;

/** What became of one conditional write. */
public sealed interface Written {
  /** It took place; the row as it is now (as it was, for a delete). */
  record Applied(Row row) implements Written {}

  /** A condition did not hold; the row as it is, or empty if there is none. */
  record Refused(Optional<Row> row) implements Written {}
}
