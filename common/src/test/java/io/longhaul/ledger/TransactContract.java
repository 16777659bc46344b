package io.longhaul.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longhaul.ledger.Condition.Is;
import io.longhaul.ledger.Condition.Lacks;
import io.longhaul.ledger.Condition.NoRow;
import io.longhaul.ledger.Condition.RowThere;
import io.longhaul.ledger.Transacted.Applied;
import io.longhaul.ledger.Transacted.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Transactions: all or nothing. */
interface TransactContract extends TableUnderTest {
  @Test
  default void a_transaction_does_all_that_it_names() {
    Key unit = key();
    Key shard = key();
    Key gone = key();
    Key open = key();
    given(unit, set("state", "RUNNING"), set("fence", 4L));
    given(gone, set("a", "b"));
    given(open, set("open", 3L));
    Transacted done =
        table()
            .transact(
                token(),
                List.of(
                    update(unit, new Is("fence", 4L), set("state", "DONE")),
                    put(shard, add("open", -1)),
                    delete(gone, new RowThere()),
                    check(open, new Is("open", 3L), new Lacks("cancelled"))));
    assertThat(done).isEqualTo(new Applied());
    assertThat(table().get(unit)).contains(row(unit, "state", "DONE", "fence", 4L));
    assertThat(table().get(shard)).contains(row(shard, "open", -1L));
    assertThat(table().get(gone)).isEmpty();
    assertThat(table().get(open)).contains(row(open, "open", 3L));
  }

  @Test
  default void one_refused_write_undoes_all_and_shows_the_row_as_it_is() {
    Key unit = key();
    Key shard = key();
    Key child = key();
    given(unit, set("state", "RUNNING"), set("fence", 5L));
    given(shard, set("open", 1L));
    Transacted refused =
        table()
            .transact(
                token(),
                List.of(
                    put(shard, add("open", 1)),
                    update(child, new NoRow(), set("state", "PENDING")),
                    update(unit, new Is("fence", 4L), set("state", "SPLIT"))));
    assertThat(refused)
        .isEqualTo(
            new Refused(Map.of(unit, Optional.of(row(unit, "state", "RUNNING", "fence", 5L)))));
    assertThat(table().get(shard)).contains(row(shard, "open", 1L));
    assertThat(table().get(child)).isEmpty();
  }

  @Test
  default void a_refused_check_and_a_refused_delete_show_their_rows_too() {
    Key other = key();
    Key marked = key();
    given(marked, set("cancelled", 1L));
    assertThat(
            table()
                .transact(
                    token(),
                    List.of(check(marked, new Lacks("cancelled")), put(other, set("a", "b")))))
        .isEqualTo(new Refused(Map.of(marked, Optional.of(row(marked, "cancelled", 1L)))));
    assertThat(
            table()
                .transact(
                    token(),
                    List.of(put(other, set("a", "b")), delete(marked, new Lacks("cancelled")))))
        .isEqualTo(new Refused(Map.of(marked, Optional.of(row(marked, "cancelled", 1L)))));
    Key absent = key();
    assertThat(
            table()
                .transact(
                    token(), List.of(check(absent, new RowThere()), put(other, set("a", "b")))))
        .isEqualTo(new Refused(Map.of(absent, Optional.empty())));
    assertThat(table().get(other)).isEmpty();
  }

  @Test
  default void of_several_refused_writes_one_at_least_is_named_and_none_that_held() {
    Key first = key();
    Key fine = key();
    Key second = key();
    given(first, set("a", 1L));
    given(second, set("a", 2L));
    Transacted answer =
        table()
            .transact(
                token(),
                List.of(
                    update(first, new NoRow(), set("a", 9L)),
                    update(fine, new NoRow(), set("a", 9L)),
                    update(second, new NoRow(), set("a", 9L))));
    assertThat(answer).isInstanceOf(Refused.class);
    Map<Key, Optional<Row>> rows = ((Refused) answer).rows();
    assertThat(rows).isNotEmpty().doesNotContainKey(fine);
    rows.forEach((key, row) -> assertThat(table().get(key)).isPresent().isEqualTo(row));
  }

  @Test
  default void a_hundred_writes_are_taken_and_a_hundred_and_one_refused() {
    List<Write> writes = new ArrayList<>();
    String partition = partition();
    for (int i = 0; i < Table.MOST_WRITES; i++) {
      writes.add(
          update(new Key(partition, "row-%03d".formatted(i)), new NoRow(), set("i", (long) i)));
    }
    assertThat(table().transact(token(), writes)).isEqualTo(new Applied());
    assertThat(table().query(partition, "", null, 200)).hasSize(100);

    writes.add(put(new Key(partition, "one more"), set("i", 100L)));
    assertThatThrownBy(() -> table().transact(token(), writes))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(table().query(partition, "", null, 200)).hasSize(100);
  }

  @Test
  default void a_transaction_of_the_wrong_shape_is_refused_whole() {
    Key key = key();
    Key other = key();
    Write fine = put(other, set("a", "b"));
    for (List<Write> writes :
        List.<List<Write>>of(
            List.of(),
            List.of(fine, put(key, set("a", "b")), delete(key)),
            List.of(fine, check(key)),
            List.of(fine, put(key, set("a", "x".repeat(Table.LARGEST_ROW)))),
            List.of(fine, put(key, set(Attributes.INDEX_PARTITION, ""))))) {
      assertThatThrownBy(() -> table().transact(token(), writes))
          .as("%s writes", writes.size())
          .isInstanceOf(IllegalArgumentException.class);
    }
    for (String token : List.of("", "x".repeat(Limits.LONGEST_TOKEN + 1))) {
      assertThatThrownBy(() -> table().transact(token, List.of(fine)))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(table().get(other)).isEmpty();
    assertThat(table().get(key)).isEmpty();
  }

  @Test
  default void rows_of_more_than_four_mebibytes_are_refused_together() {
    String partition = partition();
    List<Write> writes = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      writes.add(put(new Key(partition, "row-" + i), set("text", "x".repeat(390 * 1024))));
    }
    assertThatThrownBy(() -> table().transact(token(), writes))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(table().query(partition, "", null, 20)).isEmpty();
  }

  @Test
  default void a_transaction_repeated_under_its_token_has_one_effect() {
    Key key = key();
    String token = token();
    List<Write> writes = List.of(put(key, add("sum", 5)));
    assertThat(table().transact(token, writes)).isEqualTo(new Applied());
    assertThat(table().transact(token, writes)).isEqualTo(new Applied());
    assertThat(table().get(key).orElseThrow().number("sum")).isEqualTo(honoursTokens() ? 5 : 10);
  }

  @Test
  default void a_conditional_transaction_repeated_does_no_harm_and_says_what_is() {
    Key unit = key();
    Key shard = key();
    given(unit, set("fence", 1L), set("state", "RUNNING"));
    String token = token();
    List<Write> writes =
        List.of(
            update(unit, new Is("state", "RUNNING"), set("state", "DONE")),
            put(shard, add("done", 1)));
    table().transact(token, writes);
    Transacted again = table().transact(token, writes);
    assertThat(again)
        .isEqualTo(
            honoursTokens()
                ? new Applied()
                : new Refused(Map.of(unit, Optional.of(row(unit, "state", "DONE", "fence", 1L)))));
    assertThat(table().get(shard)).contains(row(shard, "done", 1L));
  }

  @Test
  default void a_token_used_for_another_transaction_leaves_the_conditions_to_decide() {
    Key key = key();
    String token = token();
    assertThat(table().transact(token, List.of(update(key, new NoRow(), set("by", "one")))))
        .isEqualTo(new Applied());
    assertThat(table().transact(token, List.of(update(key, new NoRow(), set("by", "two")))))
        .isEqualTo(new Refused(Map.of(key, Optional.of(row(key, "by", "one")))));
    assertThat(table().transact(token, List.of(update(key, new RowThere(), set("by", "three")))))
        .isEqualTo(new Applied());
    assertThat(table().get(key)).contains(row(key, "by", "three"));
  }

  @Test
  default void a_token_whose_transaction_was_refused_may_be_used_again() {
    Key key = key();
    String token = token();
    List<Write> writes = List.of(update(key, new RowThere(), set("by", "one")));
    assertThat(table().transact(token, writes)).isInstanceOf(Refused.class);
    given(key, set("by", "nobody"));
    assertThat(table().transact(token, writes)).isEqualTo(new Applied());
    assertThat(table().get(key)).contains(row(key, "by", "one"));
  }
}
