package io.longhaul.aws;

import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.utils.ProxyConfigProvider;

/**
 * A server that requests are sent through, where the network lets none out by itself.
 *
 * @param user and password, where it wants them
 */
public record HttpProxy(String host, int port, Optional<String> user, Optional<String> password) {

  /**
   * That which the system properties or HTTPS_PROXY, HTTP_PROXY and NO_PROXY name for a host, as
   * the SDK reads them; empty: it is asked directly.
   */
  static Optional<HttpProxy> to(String scheme, String host) {
    ProxyConfigProvider found =
        ProxyConfigProvider.fromSystemEnvironmentSettings(true, true, scheme);
    if (found == null || found.host() == null || found.host().isBlank()) return Optional.empty();
    String asked = host.toLowerCase(Locale.ROOT);
    boolean direct =
        found.nonProxyHosts() != null
            && found.nonProxyHosts().stream()
                .anyMatch(pattern -> asked.matches(pattern.toLowerCase(Locale.ROOT)));
    if (direct) return Optional.empty();
    return Optional.of(
        new HttpProxy(found.host(), found.port(), found.userName(), found.password()));
  }

  /** Without the password. */
  @Override
  public String toString() {
    return host + ":" + port;
  }
}
