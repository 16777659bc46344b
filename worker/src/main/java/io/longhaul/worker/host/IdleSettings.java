package io.longhaul.worker.host;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When a worker that has nothing to do leaves by itself: the flag's word counts, else the
 * environment's, else never.
 *
 * @param after so long without a unit; empty: never
 */
public record IdleSettings(Optional<Duration> after) {
  public static final String FLAG = "--idle";
  public static final String VARIABLE = "LONGHAUL_IDLE";

  private static final Pattern WORD = Pattern.compile("(\\d{1,6})([smh])");
  private static final String OFF = "off";
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofDays(7);

  /**
   * Resolves it.
   *
   * @throws IllegalArgumentException if it is no such time, naming where it came from
   */
  public static IdleSettings resolve(Optional<String> flag, Map<String, String> environment) {
    if (flag.isPresent()) return of(flag.get(), FLAG);
    String variable = environment.getOrDefault(VARIABLE, "");
    return variable.isEmpty() ? new IdleSettings(Optional.empty()) : of(variable, VARIABLE);
  }

  private static IdleSettings of(String word, String from) {
    if (word.equals(OFF)) return new IdleSettings(Optional.empty());
    Matcher matcher = WORD.matcher(word);
    if (matcher.matches()) {
      Duration after = Duration.ofSeconds(Long.parseLong(matcher.group(1)) * seconds(matcher));
      if (after.compareTo(SHORTEST) >= 0 && after.compareTo(LONGEST) <= 0) {
        return new IdleSettings(Optional.of(after));
      }
    }
    throw new IllegalArgumentException(
        "%s '%s': write a time from 1s to 168h, such as 10m, or off".formatted(from, word));
  }

  private static long seconds(Matcher matcher) {
    return switch (matcher.group(2)) {
      case "h" -> 3600;
      case "m" -> 60;
      default -> 1;
    };
  }
}
