package io.longhaul.stack;

import io.longhaul.claim.SessionSettings;
import io.longhaul.claim.SweepSettings;
import java.nio.file.Path;
import java.time.Duration;
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
 * @param session how long a worker's session lives without being renewed, 3 s to an hour; empty: as
 *     suits the stack. The same for all processes of one stack, for all go by it when they judge
 * @param dataPlane how this process asks S3; each of a stack's may do as it likes
 */
public record StackSettings(
    String name,
    String from,
    Optional<Path> local,
    Optional<Duration> session,
    DataPlane dataPlane) {
  public static final String VARIABLE = "LONGHAUL_STACK";

  /** Whole seconds. */
  public static final String SESSION = "LONGHAUL_SESSION";

  private static final Duration SHORTEST = Duration.ofSeconds(3);
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final String DEFAULT = "default";
  private static final Pattern ALLOWED = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

  public StackSettings {
    if (!ALLOWED.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "stack '%s' (%s): write 1 to 40 of a-z 0-9 - and begin with a letter or digit"
              .formatted(name, from));
    }
    session.ifPresent(length -> {
      if (length.compareTo(SHORTEST) < 0 || length.compareTo(LONGEST) > 0) {
        throw new IllegalArgumentException(
            "%s %d: write 3 to 3600, in seconds".formatted(SESSION, length.toSeconds()));
      }
    });
  }

  /** All else as suits the stack. */
  public StackSettings(String name, String from, Optional<Path> local) {
    this(name, from, local, Optional.empty(), DataPlane.DEFAULT);
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
    Optional<Duration> session = session(environment.getOrDefault(SESSION, ""));
    DataPlane plane = DataPlane.fromEnvironment(environment);
    if (flag.isPresent()) return new StackSettings(flag.get(), "--stack", local, session, plane);
    String variable = environment.getOrDefault(VARIABLE, "");
    return variable.isEmpty()
        ? new StackSettings(DEFAULT, "default", local, session, plane)
        : new StackSettings(variable, VARIABLE, local, session, plane);
  }

  /** The same, asking S3 in another way. */
  public StackSettings by(DataPlane plane) {
    return new StackSettings(name, from, local, session, plane);
  }

  private static Optional<Duration> session(String seconds) {
    if (seconds.isEmpty()) return Optional.empty();
    try {
      return Optional.of(Duration.ofSeconds(Integer.parseInt(seconds)));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "%s '%s': write 3 to 3600, in seconds".formatted(SESSION, seconds), e);
    }
  }

  public SessionSettings sessions() {
    if (session.isPresent()) return SessionSettings.of(session.get());
    return local.isPresent() ? SessionSettings.LOCAL : SessionSettings.FLEET;
  }

  public SweepSettings sweeps() {
    if (session.isPresent()) return SweepSettings.of(session.get());
    return local.isPresent() ? SweepSettings.LOCAL : SweepSettings.FLEET;
  }

  public String table() {
    return "longhaul-" + name;
  }
}
