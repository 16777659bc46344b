package io.longhaul.metrics.cloudwatch;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where in CloudWatch the meters go: the flag's word counts, else the environment's. */
public record Namespace(String name) {
  public static final String FLAG = "--cloudwatch";
  public static final String VARIABLE = "LONGHAUL_CLOUDWATCH";

  /** CloudWatch's own rule; what begins with AWS/ is its own. */
  private static final Pattern ALLOWED = Pattern.compile("(?!AWS/)[A-Za-z0-9._/#-]{1,255}");

  /**
   * Resolves it; empty: nothing is sent.
   *
   * @throws IllegalArgumentException if CloudWatch would refuse it, naming where it came from
   */
  public static Optional<Namespace> resolve(
      Optional<String> flag, Map<String, String> environment) {
    if (flag.isPresent()) return Optional.of(of(flag.get(), FLAG));
    String variable = environment.getOrDefault(VARIABLE, "");
    return variable.isEmpty() ? Optional.empty() : Optional.of(of(variable, VARIABLE));
  }

  private static Namespace of(String name, String from) {
    if (!ALLOWED.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "%s '%s': write 1 to 255 of A-Z a-z 0-9 . - _ / #, and not AWS/ in front"
              .formatted(from, name));
    }
    return new Namespace(name);
  }
}
