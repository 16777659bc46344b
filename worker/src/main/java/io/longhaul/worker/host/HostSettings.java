package io.longhaul.worker.host;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a worker asks the machine that it runs on, and where: the flag's word counts, else the
 * environment's, else it finds out by itself.
 *
 * @param metadata where the instance metadata service is, if somebody named a place
 */
public record HostSettings(Choice choice, Optional<URI> metadata) {
  public static final String FLAG = "--host";
  public static final String VARIABLE = "LONGHAUL_HOST";

  /** The SDK's own variables, which it asks for credentials by. */
  static final String ENDPOINT = "AWS_EC2_METADATA_SERVICE_ENDPOINT";

  static final String DISABLED = "AWS_EC2_METADATA_DISABLED";

  /** Its address on EC2, which is one hop away from any instance. */
  static final URI AWS = URI.create("http://169.254.169.254");

  private static final Set<String> SCHEMES = Set.of("http", "https");

  /** What the machine is. */
  public enum Choice {
    /**
     * EC2 if the firmware says so or an endpoint is named, and it answers: no request to find out.
     */
    AUTO,
    EC2,
    NONE
  }

  /**
   * Resolves them.
   *
   * @throws IllegalArgumentException if a word is none of the three or an endpoint is no address,
   *     naming where it came from
   */
  public static HostSettings resolve(Optional<String> flag, Map<String, String> environment) {
    String variable = environment.getOrDefault(VARIABLE, "");
    Choice choice = Choice.AUTO;
    String from = FLAG;
    if (flag.isPresent()) {
      choice = choice(flag.get(), FLAG);
    } else if (!variable.isEmpty()) {
      from = VARIABLE;
      choice = choice(variable, VARIABLE);
    }
    String named = environment.getOrDefault(ENDPOINT, "");
    if (environment.getOrDefault(DISABLED, "").equalsIgnoreCase("true")) {
      if (choice == Choice.EC2) {
        throw new IllegalArgumentException(
            "%s 'ec2': %s forbids it; take one of the two away".formatted(from, DISABLED));
      }
      return new HostSettings(Choice.NONE, Optional.empty());
    }
    if (named.isEmpty()) return new HostSettings(choice, Optional.empty());
    return new HostSettings(choice, Optional.of(endpoint(named)));
  }

  private static Choice choice(String word, String from) {
    for (Choice choice : Choice.values()) {
      if (choice.name().toLowerCase(Locale.ROOT).equals(word)) return choice;
    }
    throw new IllegalArgumentException("%s '%s': write auto, ec2 or none".formatted(from, word));
  }

  private static URI endpoint(String named) {
    try {
      URI uri = URI.create(named);
      boolean http = SCHEMES.contains(String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT));
      if (http && uri.getHost() != null) return uri;
    } catch (IllegalArgumentException e) {
      throw noAddress(named);
    }
    throw noAddress(named);
  }

  private static IllegalArgumentException noAddress(String named) {
    return new IllegalArgumentException(
        "%s '%s': write http:// and a host".formatted(ENDPOINT, named));
  }
}
