package io.longhaul.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyPatternTest {
  private static final List<String> PIECES =
      List.of("a", "b", "/", "*", "**", "**/", "?", "[ab]", "[!a]", "[a-c/]", ".", "é", "+", "-");
  private static final List<String> LETTERS = List.of("a", "b", "c", "/", ".", "é", "+", "-", "\n");

  static IntStream seeds() {
    return IntStream.range(0, 200);
  }

  @ParameterizedTest
  @CsvSource({
    "*.csv, a.csv, true",
    "*.csv, logs/a.csv, false",
    "**/*.csv, a.csv, true",
    "**/*.csv, logs/2026/a.csv, true",
    "**.csv, logs/2026/a.csv, true",
    "logs/**, logs/, true",
    "logs/**, logs/2026/a, true",
    "logs/**, logs, false",
    "logs/**/a, logs/a, true",
    "logs/**/a, logs/x/y/a, true",
    "logs/**/a, logs/xa, false",
    "logs/, logs/a, false",
    "**/, logs/2026/, true",
    "**/, logs/2026/a, false",
    "a?c, abc, true",
    "a?c, a/c, false",
    "[!a-c]x, dx, true",
    "[!a-c]x, /x, false",
    "[]]x, ]x, true",
    "[*]x, *x, true",
    "A, a, false",
    "a.c, abc, false",
    "a\\b, a\\b, true",
    "re:[0-9]{4}/.*, 2026/a, true",
    "re:[0-9]{4}/.*, x/2026/a, false",
    "re:a|b, b, true",
    "re:a|b, ab, false",
    "[r]e:a, re:a, true"
  })
  void a_pattern_matches_whole_names(String pattern, String name, boolean matches) {
    assertThat(KeyPattern.parse(pattern).matches(name)).isEqualTo(matches);
  }

  @Test
  void a_star_matches_whatever_a_key_may_hold() {
    String odd = "\u0001 \n\ud83d\ude00e\u0301";
    assertThat(KeyPattern.parse("*").matches(odd)).isTrue();
    assertThat(KeyPattern.parse("\u0001 \n?*").matches(odd)).isTrue();
    assertThat(KeyPattern.parse("re:.*").matches(odd)).isTrue();
    assertThat(KeyPattern.parse("[\ud83d\ude00]").matches("\ud83d\ude00")).isTrue();
    assertThat(KeyPattern.parse("?").matches("\ud83d\ude00")).isTrue();
    assertThat(KeyPattern.parse("\u00e9").matches("e\u0301")).isFalse();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void a_glob_matches_what_trying_everything_finds(int seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 50; i++) {
      String glob = written(PIECES, random, 1 + random.nextInt(6));
      KeyPattern pattern = KeyPattern.parse(glob);
      for (int j = 0; j < 20; j++) {
        String name = written(LETTERS, random, random.nextInt(8));
        assertThat(pattern.matches(name))
            .as("seed %d: '%s' on '%s'", seed, glob, name)
            .isEqualTo(NaiveGlob.matches(glob, name));
      }
    }
  }

  private static String written(List<String> pieces, Random random, int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) text.append(pieces.get(random.nextInt(pieces.size())));
    return text.toString();
  }

  /** Each of these takes a backtracking matcher longer than anybody waits. */
  @ParameterizedTest
  @ValueSource(strings = {"re:(a*)*b", "re:(a|aa)+b", "re:(.*)*(.*)*x", "**a**a**a**a**a**a**b"})
  void no_pattern_takes_a_time_that_explodes_with_the_name(String hostile) {
    KeyPattern pattern = KeyPattern.parse(hostile);
    String name = "a".repeat(1_024);
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(10), () -> assertThat(pattern.matches(name)).isFalse());
  }

  static List<Arguments> bad() {
    return List.of(
        arguments("logs/[a", "'logs/[a': the [ at character 6 has no ]; write [[] for the"),
        arguments("[z-a]", "in [z-a] nothing lies from z to a; write the lower one first"),
        arguments("*.{csv,json}", "braces mean nothing here; write a pattern for each alternative"),
        arguments("re:(a", "'(a': missing closing ) `(a`; the syntax is RE2's"),
        arguments("re:(?=a)b", "unsupported Perl syntax `(?=`; the syntax is RE2's, without"),
        arguments("re:", "is empty; write a regular expression such as"),
        arguments("re:((a{100}){100}){100}", "its repetitions make it too large; repeat at most"),
        arguments("re:([a-z]{9}x){999}", "its repetitions make it too large"));
  }

  @ParameterizedTest
  @MethodSource("bad")
  void a_bad_pattern_is_refused_with_what_to_do(String pattern, String problem) {
    assertThatThrownBy(() -> KeyPattern.parse(pattern))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(problem);
  }

  @Test
  void an_empty_and_an_endless_pattern_are_refused() {
    assertThatThrownBy(() -> KeyPattern.parse("")).hasMessageContaining("is empty; write a");
    assertThatThrownBy(() -> KeyPattern.parse("a".repeat(1_025)))
        .hasMessageContaining("write at most 1,024");
  }

  @Test
  void repetitions_that_stand_side_by_side_are_not_multiplied() {
    String hex = "[0-9a-f]";
    KeyPattern uuid =
        KeyPattern.parse("re:%1$s{8}-%1$s{4}-%1$s{4}-%1$s{4}-%1$s{12}/.*".formatted(hex));
    assertThat(uuid.matches("0cc175b9-c0f1-b6a8-31c3-99e269772661/x")).isTrue();
  }
}
