package io.longhaul.bench.copies;

import java.util.Map;

/** How often each program has its turn: three times, for a median; fewer only for a first look. */
final class Rounds {
  static final String VARIABLE = "LONGHAUL_ROUNDS";

  private static final int USUAL = 3;
  private static final int MOST = 99;

  private Rounds() {}

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException if it is no such number
   */
  static int count(Map<String, String> environment) {
    return count(environment, USUAL);
  }

  /** The same, of a benchmark that has another number where nobody says one. */
  static int count(Map<String, String> environment, int usual) {
    String word = environment.getOrDefault(VARIABLE, "");
    if (word.isEmpty()) return usual;
    if (word.matches("[1-9][0-9]?")) return Integer.parseInt(word);
    throw new IllegalArgumentException("%s '%s': write 1 to %d".formatted(VARIABLE, word, MOST));
  }
}
