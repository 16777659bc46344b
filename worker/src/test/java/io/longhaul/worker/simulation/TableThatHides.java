package io.longhaul.worker.simulation;

import io.longhaul.ledger.Row;
import io.longhaul.ledger.Table;
import java.util.List;

/** Never shows one sort of unit in the index. */
final class TableThatHides extends PassingTable {
  private final String word;

  TableThatHides(Table table, String word) {
    super(table);
    this.word = word;
  }

  @Override
  public List<Row> index(String partition, String from, String to, int limit) {
    return from.startsWith(word) ? List.of() : super.index(partition, from, to, limit);
  }
}
