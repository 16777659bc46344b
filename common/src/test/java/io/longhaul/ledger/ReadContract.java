package io.longhaul.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.longhaul.unit.KeyOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Reads of several rows, queries and the sparse index. */
interface ReadContract extends TableUnderTest {
  @Test
  default void read_and_snapshot_return_each_row_that_is_there() {
    String partition = partition();
    List<Key> keys = new ArrayList<>();
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < Table.MOST_READS; i++) {
      Key key = new Key(i % 2 == 0 ? partition : partition(), "row-" + i);
      keys.add(key);
      if (i % 3 != 0) rows.add(given(key, set("i", (long) i)));
    }
    assertThat(table().read(keys)).containsExactlyInAnyOrderElementsOf(rows);
    assertThat(table().snapshot(keys)).containsExactlyInAnyOrderElementsOf(rows);
    assertThat(table().read(List.of())).isEmpty();
    assertThat(table().snapshot(List.of())).isEmpty();
  }

  @Test
  default void many_large_rows_are_read_all() {
    String partition = partition();
    List<Key> keys = new ArrayList<>();
    for (int i = 0; i < 45; i++) {
      keys.add(new Key(partition, "row-%02d".formatted(i)));
      given(keys.get(i), set("text", "x".repeat(380_000)));
    }
    assertThat(table().read(keys)).extracting(Row::key).containsExactlyInAnyOrderElementsOf(keys);
    assertThat(table().query(partition, "row-", null, 100)).extracting(Row::key).isEqualTo(keys);
  }

  @Test
  default void reads_beyond_the_limits_are_refused() {
    List<Key> many = new ArrayList<>();
    for (int i = 0; i <= Table.MOST_READS; i++) many.add(new Key("p", "row-" + i));
    Key key = key();
    for (ThrowingCallable read :
        List.<ThrowingCallable>of(
            () -> table().read(many),
            () -> table().snapshot(many),
            () -> table().read(List.of(key, key)),
            () -> table().snapshot(List.of(key, key)),
            () -> table().get(new Key("", "a")),
            () -> table().query("p", "", null, 0),
            () -> table().index("p", "a", "b", 0))) {
      assertThatThrownBy(read).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  default void a_query_is_in_the_order_of_the_keys_bytes() {
    String partition = partition();
    List<String> sorts =
        new ArrayList<>(
            List.of(
                "A",
                "B",
                "Z",
                "a",
                "a\u0000",
                "a ",
                "a!",
                "aa",
                "b",
                "z",
                "~",
                "ß",
                "é",
                "日",
                "\uE000",
                "\uFFFD",
                "\uD83D\uDE80",
                "\uDBFF\uDFFD",
                "\u0001"));
    Collections.shuffle(sorts, new Random(7));
    for (String sort : sorts) given(new Key(partition, sort), set("a", 1L));
    given(new Key(partition + "x", "a"), set("a", 1L));
    sorts.sort(KeyOrder.BYTES);
    assertThat(table().query(partition, "", null, 100))
        .extracting(row -> row.key().sort())
        .isEqualTo(sorts);
  }

  @Test
  default void a_query_keeps_to_its_prefix_its_start_and_its_limit() {
    String partition = partition();
    for (String sort : List.of("a", "b", "b1", "b2", "b22", "b3", "c", "c1")) {
      given(new Key(partition, sort), set("a", 1L));
    }
    assertThat(sorts(partition, "b", null, 100)).containsExactly("b", "b1", "b2", "b22", "b3");
    assertThat(sorts(partition, "b", null, 2)).containsExactly("b", "b1");
    assertThat(sorts(partition, "b", "b1", 2)).containsExactly("b2", "b22");
    assertThat(sorts(partition, "b", "b22", 2)).containsExactly("b3");
    assertThat(sorts(partition, "b", "b3", 2)).isEmpty();
    assertThat(sorts(partition, "b", "b21", 2)).as("no such row").containsExactly("b22", "b3");
    assertThat(sorts(partition, "b", "a", 1)).as("before the prefix").containsExactly("b");
    assertThat(sorts(partition, "b", "c", 9)).as("beyond the prefix").isEmpty();
    assertThat(sorts(partition, "", "b3", 9)).containsExactly("c", "c1");
    assertThat(sorts(partition, "", "", 2)).containsExactly("a", "b");
    assertThat(sorts(partition, "x", null, 2)).isEmpty();
    assertThat(sorts(partition(), "", null, 2)).isEmpty();
  }

  @Test
  default void pages_of_a_query_join_up() {
    String partition = partition();
    List<String> expected = new ArrayList<>();
    List<Write> writes = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      expected.add("row-%03d".formatted(i));
      writes.add(put(new Key(partition, expected.get(i)), set("i", (long) i)));
    }
    table().transact(token(), writes);
    List<String> got = new ArrayList<>();
    String after = null;
    while (true) {
      List<String> page = sorts(partition, "row-", after, 7);
      got.addAll(page);
      if (page.size() < 7) break;
      after = page.getLast();
    }
    assertThat(got).isEqualTo(expected);
  }

  @Test
  default void the_index_shows_only_what_it_projects_of_rows_that_have_both_its_keys() {
    String index = partition();
    Key shown = key();
    SortedMap<String, Object> projected = new TreeMap<>();
    for (String name : Attributes.INDEXED)
      projected.put(name, name.equals("due") ? 5L : "is " + name);
    projected.put(Attributes.INDEX_PARTITION, index);
    projected.put(Attributes.INDEX_SORT, "P#1");
    List<Change> changes = new ArrayList<>(List.of(set("payload", "not shown")));
    projected.forEach((name, value) -> changes.add(set(name, value)));
    given(shown, changes.toArray(Change[]::new));
    given(key(), set(Attributes.INDEX_PARTITION, index), set("state", "no sort key"));
    given(key(), set(Attributes.INDEX_SORT, "P#1"), set("state", "no partition"));
    Row expected = new Row(shown, projected);
    await()
        .untilAsserted(
            () -> assertThat(table().index(index, "A", "Z", 10)).containsExactly(expected));
  }

  @Test
  default void the_index_is_in_order_from_included_to_excluded_up_to_the_limit() {
    String index = partition();
    for (String sort : List.of("P#2", "P#1", "R#1", "P#3", "Q", "\uD83D\uDE80", "\uFFFD")) {
      given(key(), set(Attributes.INDEX_PARTITION, index), set(Attributes.INDEX_SORT, sort));
    }
    await()
        .untilAsserted(() ->
            assertThat(indexed(index, "A", "\uDBFF\uDFFD", 10))
                .containsExactly("P#1", "P#2", "P#3", "Q", "R#1", "\uFFFD", "\uD83D\uDE80"));
    assertThat(indexed(index, "P#", "P#3", 10)).containsExactly("P#1", "P#2");
    assertThat(indexed(index, "P#2", "R#1", 10)).containsExactly("P#2", "P#3", "Q");
    assertThat(indexed(index, "P#", "P~", 2)).containsExactly("P#1", "P#2");
    assertThat(indexed(index, "", "P#2", 2)).containsExactly("P#1");
    assertThat(indexed(index, "P#2", "P#2", 2)).isEmpty();
    assertThat(indexed(index, "R", "P", 2)).isEmpty();
    assertThat(indexed(partition(), "A", "Z", 2)).isEmpty();
  }

  @Test
  default void a_row_moves_in_the_index_and_leaves_it_with_its_key() {
    String index = partition();
    Key key = key();
    given(key, set(Attributes.INDEX_PARTITION, index), set(Attributes.INDEX_SORT, "P#1"));
    await().untilAsserted(() -> assertThat(indexed(index, "A", "Z", 9)).containsExactly("P#1"));
    given(key, set(Attributes.INDEX_SORT, "R#1"), set("state", "RUNNING"));
    await().untilAsserted(() -> assertThat(indexed(index, "A", "Z", 9)).containsExactly("R#1"));
    applied(
        table()
            .write(
                update(
                    key,
                    new Condition.RowThere(),
                    remove(Attributes.INDEX_PARTITION),
                    remove(Attributes.INDEX_SORT))));
    await().untilAsserted(() -> assertThat(indexed(index, "A", "Z", 9)).isEmpty());
    assertThat(table().get(key)).contains(row(key, "state", "RUNNING"));
    given(key, set(Attributes.INDEX_PARTITION, index), set(Attributes.INDEX_SORT, "D#1"));
    await().untilAsserted(() -> assertThat(indexed(index, "A", "Z", 9)).containsExactly("D#1"));
    table().write(delete(key));
    await().untilAsserted(() -> assertThat(indexed(index, "A", "Z", 9)).isEmpty());
  }

  private List<String> sorts(String partition, String prefix, String after, int limit) {
    return table().query(partition, prefix, after, limit).stream()
        .map(row -> row.key().sort())
        .toList();
  }

  private List<String> indexed(String partition, String from, String to, int limit) {
    return table().index(partition, from, to, limit).stream()
        .map(row -> row.text(Attributes.INDEX_SORT))
        .toList();
  }
}
