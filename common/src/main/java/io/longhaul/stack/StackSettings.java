package io.longhaul.stack;

import io.longhaul.claim.SessionSettings;
import io.longhaul.claim.SweepSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which stack to work with: the flags' word counts, else the environment's, else the default.
 *
 * @param name part of the names of its queues and its table
 * @param from where the name came from, for who reads the settings at start
 * @param local the state folder of the embedded cloud that serves it; empty: it is in AWS, or where
 *     AWS_ENDPOINT_URL… point
 */
public record StackSettings(String name, String from, Optional<Path> local) {
  public static final String VARIABLE = "LONGHAUL_STACK";
  private static final String DEFAULT = "default";
  private static final Pattern ALLOWED = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

  public StackSettings {
    if (!ALLOWED.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "stack '%s' (%s): write 1 to 40 of a-z 0-9 - and begin with a letter or digit"
              .formatted(name, from));
    }
  }

  /**
   * Resolves them.
   *
   * @param flag what {@code --stack} said
   * @param local the state folder, if {@code --local} was given
   * @throws IllegalArgumentException if a value is wrong, naming where it came from
   */
  public static StackSettings resolve(
      Optional<String> flag, Optional<Path> local, Map<String, String> environment) {
    if (flag.isPresent()) return new StackSettings(flag.get(), "--stack", local);
    String variable = environment.getOrDefault(VARIABLE, "");
    return variable.isEmpty()
        ? new StackSettings(DEFAULT, "default", local)
        : new StackSettings(variable, VARIABLE, local);
  }

  public SessionSettings sessions() {
    return local.isPresent() ? SessionSettings.LOCAL : SessionSettings.FLEET;
  }

  public SweepSettings sweeps() {
    return local.isPresent() ? SweepSettings.LOCAL : SweepSettings.FLEET;
  }

  public String table() {
    return "longhaul-" + name;
  }
}
