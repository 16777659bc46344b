package io.longhaul.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longhaul.ledger.CountingTable.Request;
import io.longhaul.ledger.memory.InMemoryTable;
import java.util.List;
import org.junit.jupiter.api.Test;

class CountingTableTest {
  private static final Key A = new Key("p", "a");
  private static final Key B = new Key("p", "b");

  private final CountingTable table = new CountingTable(new InMemoryTable());

  @Test
  void requests_and_rows_are_counted_by_kind() {
    Change.Set change = new Change.Set("x", 1L);
    table.write(new Write.Update(A, List.of(), List.of(change)));
    table.transact(
        "t",
        List.of(new Write.Update(A, List.of(), List.of(change)), new Write.Delete(B, List.of())));
    table.get(B);
    table.read(List.of(A, B));
    table.snapshot(List.of(A, B));
    table.query("p", "", null, 10);
    table.index("i", "a", "b", 10);

    assertThat(Request.values()).allMatch(request -> table.requests(request) == 1);
    assertThat(table.requests()).isEqualTo(Request.values().length);
    assertThat(table.rows(Request.TRANSACT)).isEqualTo(2);
    assertThat(table.rows(Request.READ)).isEqualTo(2);
    assertThat(table.rows(Request.QUERY)).isEqualTo(1);
    assertThat(table.rows(Request.INDEX)).isZero();
  }

  @Test
  void a_request_that_fails_is_counted_too() {
    assertThatThrownBy(() -> table.get(new Key("", "")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(table.requests(Request.GET)).isEqualTo(1);
  }
}
