package io.longhaul.worker.health;

import java.util.Map;
import java.util.Optional;

/**
 * Where a worker tells how it is: the flag's word counts, else the environment's, else a port that
 * is free.
 *
 * @param number 0: one that is free; empty: it tells nobody
 * @param from where it was said, for who reads a complaint
 */
public record HealthPort(Optional<Integer> number, String from) {
  public static final String FLAG = "--health-port";
  public static final String VARIABLE = "LONGHAUL_HEALTH_PORT";
  private static final String OFF = "off";
  private static final int HIGHEST = 65_535;

  /**
   * Resolves it.
   *
   * @throws IllegalArgumentException if it is no port, naming where it came from
   */
  public static HealthPort resolve(Optional<String> flag, Map<String, String> environment) {
    if (flag.isPresent()) return of(flag.get(), FLAG);
    String variable = environment.getOrDefault(VARIABLE, "");
    return variable.isEmpty() ? new HealthPort(Optional.of(0), "default") : of(variable, VARIABLE);
  }

  private static HealthPort of(String word, String from) {
    if (word.equals(OFF)) return new HealthPort(Optional.empty(), from);
    try {
      int number = Integer.parseInt(word);
      if (number >= 0 && number <= HIGHEST) return new HealthPort(Optional.of(number), from);
    } catch (NumberFormatException e) {
      throw wrong(word, from);
    }
    throw wrong(word, from);
  }

  private static IllegalArgumentException wrong(String word, String from) {
    return new IllegalArgumentException(
        "%s '%s': write a port, 0 for one that is free, or off".formatted(from, word));
  }
}
