package io.longhaul.bench.counted;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.ledger.Attributes;
import io.longhaul.ledger.Change;
import io.longhaul.ledger.Condition;
import io.longhaul.ledger.Key;
import io.longhaul.ledger.Table;
import io.longhaul.ledger.Write;
import io.longhaul.ledger.memory.InMemoryTable;
import java.util.List;
import org.junit.jupiter.api.Test;

class PricedTableTest {
  @Test
  void a_row_in_a_transaction_is_billed_double_and_its_place_in_the_index_once_or_twice() {
    try (Table memory = new InMemoryTable()) {
      PricedTable table = new PricedTable(memory);
      Key key = new Key("p", "s");

      table.write(put(key, "P#1"));
      assertThat(table.writeUnits()).as("a row, and the index").isEqualTo(1 + 1);

      table.transact("token", List.of(put(key, "R#1")));
      assertThat(table.writeUnits()).as("double, out of the index and in").isEqualTo(2 + 2 + 2);

      table.write(
          new Write.Update(key, List.of(new Condition.NoRow()), List.of(new Change.Set("a", 1L))));
      assertThat(table.writeUnits()).as("refused, the row that it met").isEqualTo(6 + 1);
    }
  }

  private static Write put(Key key, String word) {
    return new Write.Update(
        key,
        List.of(),
        List.of(
            new Change.Set(Attributes.INDEX_PARTITION, "run#0"),
            new Change.Set(Attributes.INDEX_SORT, word)));
  }
}
