package io.longhaul.aws;

import io.longhaul.stack.StackMisconfigured;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/** Where calls go, as the SDK's own variables and profiles say. */
final class Endpoints {
  private static final List<String> AWS =
      List.of(".amazonaws.com", ".amazonaws.com.cn", ".api.aws", ".amazonaws.eu");

  private Endpoints() {}

  /** Whether an endpoint is AWS itself; none given means that it is. */
  static boolean isAws(Optional<URI> override) {
    if (override.isEmpty()) return true;
    String host = override.get().getHost();
    return host != null && AWS.stream().anyMatch(host.toLowerCase(Locale.ROOT)::endsWith);
  }

  /**
   * The region of the SDK's chain; other servers than AWS do not care which.
   *
   * @throws StackMisconfigured if AWS is meant and nothing names a region
   */
  static Region region(boolean aws) {
    try {
      return new DefaultAwsRegionProviderChain().getRegion();
    } catch (SdkClientException e) {
      if (!aws) return Region.US_EAST_1;
      throw new StackMisconfigured(
          "no region: set AWS_REGION, or region in the profile that AWS_PROFILE names", e);
    }
  }
}
