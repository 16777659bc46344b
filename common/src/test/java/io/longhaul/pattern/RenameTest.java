package io.longhaul.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RenameTest {
  @ParameterizedTest
  @CsvSource({
    "([0-9]{4})-([0-9]{2})-(.*), $1/$2/$3, 2026-01-x.csv, 2026/01/x.csv",
    "([0-9]{4})-([0-9]{2})-(.*), $1/$2/$3, x/2026-01-x.csv, x/2026-01-x.csv",
    "(.*)[.]CSV, $1.csv, a.CSV, a.csv",
    "a|ab, x, ab, x",
    "(a)|(b), [$1$2], b, [b]",
    "(.*), $$1-$0, a$b, $1-a$b",
    "a.*, '', abc, ''",
    "(.*?)(b*), $2$1, abb, bba"
  })
  void a_name_that_matches_as_a_whole_is_made_anew_and_any_other_is_kept(
      String regex, String replace, String name, String renamed) {
    assertThat(Rename.of(regex, replace).of(name)).isEqualTo(renamed);
  }

  @Test
  void a_dot_is_any_character_that_a_key_may_hold() {
    assertThat(Rename.of("(.)(.*)", "$2$1").of("\ud83d\ude00a\nb")).isEqualTo("a\nb\ud83d\ude00");
  }

  @ParameterizedTest
  @CsvSource({
    "$2, the $ at character 1 names no group of the 1 that regex has; write $1",
    "a$, the $ at character 2 names no group",
    "${1}, the $ at character 1 names no group"
  })
  void a_replacement_that_names_no_group_is_refused(String replace, String problem) {
    assertThatThrownBy(() -> Rename.of("(.*)", replace)).hasMessageContaining(problem);
  }

  @Test
  void a_bad_expression_is_refused_before_its_replacement_is_looked_at() {
    assertThatThrownBy(() -> Rename.checked("(a")).hasMessageContaining("missing closing )");
    assertThatThrownBy(() -> Rename.of("a", "b".repeat(1_025))).hasMessageContaining("1,024");
    assertThat(Rename.of("a", "b")).isEqualTo(Rename.of("a", "b"));
    assertThat(Rename.of("a", "b")).isNotEqualTo(Rename.of("a", "c"));
  }
}
