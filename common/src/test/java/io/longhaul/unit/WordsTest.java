package io.longhaul.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names and words that a person types or reads, and that the ledger keeps. */
class WordsTest {
  @ParameterizedTest
  @ValueSource(strings = {"a", "0", "orders-2026-11", "A.b_c-9", "a--", "a.."})
  void a_run_may_be_called_so(String name) {
    assertThat(new RunName(name)).hasToString(name);
  }

  @Test
  void a_run_name_has_sixty_three_characters_at_most() {
    assertThat(new RunName("r".repeat(63)).value()).hasSize(63);
    assertThatThrownBy(() -> new RunName("r".repeat(64)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-a", ".a", "_a", "a b", "a#b", "a/b", "ä", "a\n", "a~"})
  void a_run_may_not_be_called_so_and_the_message_says_how(String name) {
    assertThatThrownBy(() -> new RunName(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 to 63");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a#b", "a b", "a\n", "a~"})
  void what_the_ledgers_keys_could_not_tell_apart_is_no_worker(String id) {
    assertThatThrownBy(() -> new WorkerId(id)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new WorkerId("w".repeat(65)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @EnumSource
  void a_failure_is_found_again_by_its_word(FailureClass failure) {
    assertThat(failure.word()).matches("[a-z]+(-[a-z]+)*");
    assertThat(FailureClass.of(failure.word())).isEqualTo(failure);
  }

  /** Pinned: they are in ledgers, in reports and in people's scripts. */
  @Test
  void the_words_of_failures_stay() {
    assertThat(Arrays.stream(FailureClass.values()).map(FailureClass::word))
        .contains(
            "denied",
            "unavailable",
            "storage",
            "corrupt",
            "unordered-listing",
            "source-changed",
            "parts-missing",
            "unsafe-name",
            "too-large",
            "refused",
            "killed-workers",
            "defect");
  }

  @Test
  void only_units_that_can_still_move_by_themselves_are_open() {
    assertThat(Arrays.stream(UnitState.values()).filter(UnitState::open))
        .containsExactly(UnitState.WAITING, UnitState.PENDING, UnitState.RUNNING);
  }

  @Test
  void a_split_has_a_child_at_least() {
    assertThatThrownBy(() -> new Outcome.Split(Tally.NONE, java.util.List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
