package io.longhaul.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longhaul.ledger.Condition.AtMost;
import io.longhaul.ledger.Condition.Either;
import io.longhaul.ledger.Condition.Is;
import io.longhaul.ledger.Condition.IsNot;
import io.longhaul.ledger.Condition.Lacks;
import io.longhaul.ledger.Condition.NoRow;
import io.longhaul.ledger.Condition.RowThere;
import io.longhaul.ledger.Written.Applied;
import io.longhaul.ledger.Written.Refused;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One conditional write: every condition, every change, every value. */
interface WriteContract extends TableUnderTest {
  @Test
  default void a_row_that_nobody_wrote_is_not_there() {
    assertThat(table().get(key())).isEmpty();
  }

  @Test
  default void a_write_makes_the_row_and_answers_with_all_of_it() {
    Key key = key();
    Row made = applied(table().write(put(key, set("text", "a"), set("number", 7L), add("sum", 3))));
    assertThat(made).isEqualTo(row(key, "text", "a", "number", 7L, "sum", 3L));
    assertThat(table().get(key)).contains(made);
  }

  @Test
  default void a_write_leaves_attributes_that_it_does_not_name() {
    Key key = key();
    given(key, set("kept", "k"), set("gone", "g"), set("old", 1L), add("sum", 40));
    Row now =
        applied(
            table()
                .write(
                    put(key, remove("gone"), set("old", "new"), add("sum", 2), remove("never"))));
    assertThat(now).isEqualTo(row(key, "kept", "k", "old", "new", "sum", 42L));
    assertThat(table().get(key)).contains(now);
  }

  @Test
  default void a_sum_may_go_below_zero() {
    Key key = key();
    given(key, add("sum", 1));
    assertThat(given(key, add("sum", -3)).number("sum")).isEqualTo(-2);
  }

  @Test
  default void no_row_holds_once() {
    Key key = key();
    assertThat(table().write(update(key, new NoRow(), set("by", "first"))))
        .isEqualTo(new Applied(row(key, "by", "first")));
    assertThat(table().write(update(key, new NoRow(), set("by", "second"))))
        .isEqualTo(new Refused(Optional.of(row(key, "by", "first"))));
    assertThat(table().get(key)).contains(row(key, "by", "first"));
  }

  @Test
  default void row_there_is_refused_where_there_is_none_and_makes_none() {
    Key key = key();
    assertThat(table().write(update(key, new RowThere(), set("a", "b"))))
        .isEqualTo(new Refused(Optional.empty()));
    assertThat(table().get(key)).isEmpty();
    given(key, set("a", "a"));
    assertThat(table().write(update(key, new RowThere(), set("a", "b"))))
        .isEqualTo(new Applied(row(key, "a", "b")));
  }

  @Test
  default void every_condition_holds_and_fails_as_it_says() {
    Key key = key();
    given(key, set("state", "PENDING"), set("due", 10L), set("empty", ""));
    holds(key, new Is("state", "PENDING"));
    fails(key, new Is("state", "RUNNING"));
    fails(key, new Is("none", "PENDING"));
    fails(key, new Is("due", "10"));
    holds(key, new Is("due", 10L));
    fails(key, new Is("due", 11L));
    holds(key, new Is("empty", ""));

    holds(key, new IsNot("state", "RUNNING"));
    fails(key, new IsNot("state", "PENDING"));
    holds(key, new IsNot("none", "PENDING"));
    holds(key, new IsNot("due", "10"));
    fails(key, new IsNot("due", 10L));

    holds(key, new Lacks("none"));
    fails(key, new Lacks("due"));
    fails(key, new Lacks("empty"));

    holds(key, new AtMost("due", 10));
    holds(key, new AtMost("due", 11));
    fails(key, new AtMost("due", 9));
    fails(key, new AtMost("none", 9));
    fails(key, new AtMost("state", 9));

    holds(key, new Either(new Lacks("due"), new AtMost("due", 10)));
    holds(key, new Either(new AtMost("due", 10), new Lacks("due")));
    fails(key, new Either(new Lacks("due"), new AtMost("due", 9)));
    holds(key, new Either(new NoRow(), new Either(new Lacks("due"), new Is("state", "PENDING"))));
    holds(key, new RowThere());
    fails(key, new NoRow());
  }

  @Test
  default void conditions_on_an_absent_row_see_no_attributes() {
    Key key = key();
    for (Condition condition :
        List.of(
            new RowThere(),
            new Is("a", "b"),
            new AtMost("a", Long.MAX_VALUE),
            new Either(new Is("a", 1L), new Is("b", 1L)))) {
      assertThat(table().write(update(key, condition, set("x", "y"))))
          .as("%s", condition)
          .isEqualTo(new Refused(Optional.empty()));
    }
    for (Condition condition :
        List.of(
            new NoRow(),
            new Lacks("a"),
            new IsNot("a", 1L),
            new Either(new NoRow(), new AtMost("a", 1)))) {
      Key fresh = key();
      assertThat(table().write(update(fresh, condition, set("x", "y"))))
          .as("%s", condition)
          .isEqualTo(new Applied(row(fresh, "x", "y")));
    }
  }

  @Test
  default void all_conditions_must_hold() {
    Key key = key();
    given(key, set("state", "RUNNING"), set("fence", 3L));
    var mine = List.<Condition>of(new Is("state", "RUNNING"), new Is("fence", 3L));
    var stale = List.<Condition>of(new Is("state", "RUNNING"), new Is("fence", 2L));
    assertThat(table().write(new Write.Update(key, stale, List.of(set("state", "DONE")))))
        .isEqualTo(new Refused(Optional.of(row(key, "state", "RUNNING", "fence", 3L))));
    assertThat(table().write(new Write.Update(key, mine, List.of(set("state", "DONE")))))
        .isEqualTo(new Applied(row(key, "state", "DONE", "fence", 3L)));
  }

  @Test
  default void a_delete_answers_with_the_row_as_it_was() {
    Key key = key();
    given(key, set("a", "b"));
    assertThat(table().write(delete(key, new Is("a", "c"))))
        .isEqualTo(new Refused(Optional.of(row(key, "a", "b"))));
    assertThat(table().get(key)).contains(row(key, "a", "b"));
    assertThat(table().write(delete(key, new Is("a", "b"))))
        .isEqualTo(new Applied(row(key, "a", "b")));
    assertThat(table().get(key)).isEmpty();
    assertThat(table().write(delete(key))).isEqualTo(new Applied(row(key)));
    assertThat(table().write(delete(key, new RowThere()))).isEqualTo(new Refused(Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(
      longs = {
        0,
        -1,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        1L << 53,
        (1L << 53) + 1,
        -(1L << 53) - 1,
        1000000000000L
      })
  default void whole_numbers_come_back_as_they_went(long number) {
    Key key = key();
    given(key, set("number", number));
    assertThat(table().get(key)).contains(row(key, "number", number));
    holds(key, new Is("number", number));
    holds(key, new AtMost("number", number));
    if (number != Long.MIN_VALUE) fails(key, new AtMost("number", number - 1));
    fails(key, new Is("number", number == 0 ? 1 : number - 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a\u0000b",
        "\u0001\u001f\u007f",
        "tab\tline\nreturn\r",
        "quote\"back\\slash'{}[]$%,:;",
        "ümläut-日本語",
        "\uD83D\uDE80 above U+FFFF",
        "\uE000\uFFFD\uFEFF",
        "123",
        "true",
        "null",
        "\"text\"",
      })
  default void text_comes_back_as_it_went(String text) {
    Key key = key();
    given(key, set("text", text), set("näme with \"quotes\" #:.", text));
    assertThat(table().get(key)).contains(row(key, "text", text, "näme with \"quotes\" #:.", text));
    holds(key, new Is("text", text));
    fails(key, new Is("text", text + "x"));
    if (!text.isEmpty()) {
      Key odd = new Key(partition() + text, text);
      given(odd, set("a", "b"));
      assertThat(table().get(odd)).contains(row(odd, "a", "b"));
      assertThat(table().read(List.of(odd))).containsExactly(row(odd, "a", "b"));
      assertThat(table().query(odd.partition(), text, null, 10))
          .containsExactly(row(odd, "a", "b"));
    }
  }

  @Test
  default void text_that_ends_in_spaces_or_differs_in_case_is_another() {
    String partition = partition();
    for (String sort : List.of("a", "a ", "A", "a\u0000"))
      given(new Key(partition, sort), set("is", sort));
    for (String sort : List.of("a", "a ", "A", "a\u0000")) {
      assertThat(table().get(new Key(partition, sort)).orElseThrow().text("is")).isEqualTo(sort);
    }
    assertThat(table().get(new Key(partition + " ", "a"))).isEmpty();
  }

  @Test
  default void a_row_of_the_largest_size_is_taken_and_one_byte_more_refused() {
    Key key = key();
    int room = Table.LARGEST_ROW - row(key, "text", "").size();
    given(key, set("text", "x".repeat(room)));
    assertThat(table().get(key).orElseThrow().size()).isEqualTo(Table.LARGEST_ROW);
    assertThatThrownBy(() -> table().write(put(key, set("text", "x".repeat(room + 1)))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> table().write(put(key, set("more", "y"))))
        .as("in sum with what is there")
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(table().get(key).orElseThrow().size()).isEqualTo(Table.LARGEST_ROW);
  }

  @Test
  default void a_write_of_the_wrong_shape_is_refused_before_it_is_tried() {
    Key key = key();
    given(key, set("text", "abc"));
    for (Write write :
        List.of(
            put(key),
            put(key, remove("text")),
            update(key, new Lacks("none"), remove("text")),
            check(key, new RowThere()),
            put(key, set("pk", "x")),
            put(key, set("", "x")),
            put(key, set("a", 1)),
            put(key, set("a", "x"), remove("a")),
            put(key, set("a", "\uD83D")),
            put(key, set(Attributes.INDEX_PARTITION, "")),
            put(key, set(Attributes.INDEX_SORT, 5L)),
            put(key, add(Attributes.INDEX_SORT, 5)),
            put(key, set(Attributes.INDEX_SORT, "x".repeat(Limits.LONGEST_SORT + 1))),
            put(key, add("text", 1)),
            put(new Key("", "a"), set("a", "b")),
            put(new Key("a", ""), set("a", "b")),
            put(new Key("a", "ü".repeat(513)), set("a", "b")),
            delete(new Key("p".repeat(2049), "a")))) {
      assertThatThrownBy(() -> table().write(write))
          .as("%s", write)
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(table().get(key)).contains(row(key, "text", "abc"));
  }

  private void holds(Key key, Condition condition) {
    assertThat(table().write(update(key, condition, set("touched", 1L))))
        .as("%s", condition)
        .isInstanceOf(Applied.class);
  }

  private void fails(Key key, Condition condition) {
    Row before = table().get(key).orElseThrow();
    assertThat(table().write(update(key, condition, set("harmed", 1L))))
        .as("%s", condition)
        .isEqualTo(new Refused(Optional.of(before)));
    assertThat(table().get(key)).contains(before);
  }
}
