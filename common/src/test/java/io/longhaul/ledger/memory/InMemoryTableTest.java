package io.longhaul.ledger.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.ledger.Attributes;
import io.longhaul.ledger.Change;
import io.longhaul.ledger.Key;
import io.longhaul.ledger.Row;
import io.longhaul.ledger.Table;
import io.longhaul.ledger.TableContract;
import io.longhaul.ledger.Write;
import java.util.List;
import org.junit.jupiter.api.Test;

class InMemoryTableTest extends TableContract {
  private final InMemoryTable table = new InMemoryTable();

  @Override
  public Table table() {
    return table;
  }

  @Override
  public boolean honoursTokens() {
    return true;
  }

  @Test
  void a_lagging_index_shows_a_change_only_once_it_has_caught_up() {
    InMemoryTable lagging = InMemoryTable.lagging();
    write(lagging, "a", "P#1");
    write(lagging, "b", "P#2");
    write(lagging, "a", "R#1");
    assertThat(index(lagging)).isEmpty();
    assertThat(lagging.behind()).isEqualTo(3);
    lagging.catchUp(2);
    assertThat(index(lagging)).containsExactly("P#1", "P#2");
    lagging.catchUp(Integer.MAX_VALUE);
    assertThat(index(lagging)).containsExactly("P#2", "R#1");
    assertThat(lagging.behind()).isZero();
  }

  @Test
  void all_rows_are_listed_in_the_order_of_their_keys() {
    write(table, "b", "P#1");
    write(table, "a", "P#1");
    assertThat(table.rows())
        .extracting(Row::key)
        .containsExactly(new Key("a", "a"), new Key("b", "b"));
  }

  private static void write(Table table, String name, String sort) {
    table.write(
        new Write.Update(
            new Key(name, name),
            List.of(),
            List.of(
                new Change.Set(Attributes.INDEX_PARTITION, "index"),
                new Change.Set(Attributes.INDEX_SORT, sort))));
  }

  private static List<String> index(Table table) {
    return table.index("index", "A", "Z", 10).stream()
        .map(row -> row.text(Attributes.INDEX_SORT))
        .toList();
  }
}
