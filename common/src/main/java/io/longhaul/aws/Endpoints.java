package io.longhaul.aws;

import io.longhaul.stack.StackMisconfigured;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsClient;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/** Where calls go, as the SDK's own variables and profiles say. */
final class Endpoints {
  private static final List<String> AWS =
      List.of(".amazonaws.com", ".amazonaws.com.cn", ".api.aws", ".amazonaws.eu");

  private static final String WRITE = "write http:// or https:// and a host of a-z 0-9 - .";

  private static final Set<String> SCHEMES = Set.of("http", "https");

  private Endpoints() {}

  /**
   * Whether an endpoint is AWS itself; none given means that it is.
   *
   * @throws StackMisconfigured if it is no server's address
   */
  static boolean isAws(Optional<URI> override) {
    if (override.isEmpty()) return true;
    String host = host(override.get()).toLowerCase(Locale.ROOT);
    return AWS.stream().anyMatch(host::endsWith);
  }

  /**
   * A client that reads variables and profiles for its endpoint.
   *
   * @throws StackMisconfigured if one of them holds what is no URI at all
   */
  static <C extends AwsClient> C built(Supplier<C> client) {
    try {
      return client.get();
    } catch (SdkClientException e) {
      if (!AwsFailures.namesNoUri(e)) throw e;
      throw new StackMisconfigured(e.getMessage() + ": " + WRITE, e);
    }
  }

  private static String host(URI endpoint) {
    boolean http = SCHEMES.contains(String.valueOf(endpoint.getScheme()).toLowerCase(Locale.ROOT));
    String host = endpoint.getHost();
    if (http && host != null) return host;
    throw new StackMisconfigured(
        "endpoint '%s': %s (AWS_ENDPOINT_URL…, or endpoint_url in the profile)"
            .formatted(endpoint, WRITE));
  }

  /**
   * The region of the SDK's chain; other servers than AWS do not care which.
   *
   * @param profile that names one; empty: the one that AWS_PROFILE names
   * @throws StackMisconfigured if AWS is meant and nothing names a region
   */
  static Region region(boolean aws, Optional<String> profile) {
    var chain = DefaultAwsRegionProviderChain.builder();
    profile.ifPresent(chain::profileName);
    try {
      return chain.build().getRegion();
    } catch (SdkClientException e) {
      if (!aws) return Region.US_EAST_1;
      throw new StackMisconfigured(
          "no region: set AWS_REGION, or region in the profile that AWS_PROFILE names", e);
    }
  }
}
