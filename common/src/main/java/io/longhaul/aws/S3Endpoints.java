package io.longhaul.aws;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.awscore.endpoint.DualstackEnabledProvider;
import software.amazon.awssdk.awscore.endpoint.FipsEnabledProvider;
import software.amazon.awssdk.awscore.endpoints.AwsEndpointAttribute;
import software.amazon.awssdk.awscore.endpoints.authscheme.EndpointAuthScheme;
import software.amazon.awssdk.awscore.endpoints.authscheme.SigV4AuthScheme;
import software.amazon.awssdk.endpoints.Endpoint;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.endpoints.S3EndpointParams;
import software.amazon.awssdk.services.s3.endpoints.S3EndpointProvider;

/**
 * Where each bucket's requests go, by the SDK's own rules: regions, partitions, FIPS and dual-stack
 * hosts, access points, path-style and virtual hosts.
 */
public final class S3Endpoints {
  /** More buckets and regions than one process has to do with. */
  private static final int MOST = 1000;

  private final S3EndpointProvider rules = S3EndpointProvider.defaultProvider();
  private final Map<Asked, S3Endpoint> known = new ConcurrentHashMap<>();
  private final Optional<URI> override;
  private final boolean aws;
  private final boolean fips;
  private final boolean dualStack;

  private record Asked(String bucket, String region) {}

  /**
   * A bucket's.
   *
   * @param url of the bucket, without a slash at its end
   * @param region that requests are signed for
   * @param proxy that they are sent through
   */
  public record S3Endpoint(URI url, String region, Optional<HttpProxy> proxy) {
    S3Endpoint(URI url, String region) {
      this(url, region, HttpProxy.to(url.getScheme(), url.getHost()));
    }
  }

  /**
   * @param override the server that is asked instead of AWS's own
   */
  public S3Endpoints(Optional<URI> override) {
    this.override = override;
    this.aws = Endpoints.isAws(override);
    this.fips = FipsEnabledProvider.builder().build().isFipsEnabled().orElse(false);
    this.dualStack = DualstackEnabledProvider.builder().build().isDualstackEnabled().orElse(false);
  }

  public Optional<URI> override() {
    return override;
  }

  /**
   * Where a bucket's requests go.
   *
   * @throws FailedAnswer if the bucket wants signatures of another kind
   */
  public S3Endpoint of(String bucket, String region) {
    Asked asked = new Asked(bucket, region);
    S3Endpoint there = known.get(asked);
    if (there != null) return there;
    S3Endpoint found = resolve(bucket, region);
    if (known.size() >= MOST) known.clear();
    known.put(asked, found);
    return found;
  }

  private S3Endpoint resolve(String bucket, String region) {
    S3EndpointParams.Builder asked =
        S3EndpointParams.builder()
            .bucket(bucket)
            .region(Region.of(region))
            // Servers that are not AWS have no name for every bucket.
            .forcePathStyle(!aws)
            .useFips(fips && override.isEmpty())
            .useDualStack(dualStack && override.isEmpty())
            .useArnRegion(true);
    override.ifPresent(url -> asked.endpoint(url.toString()));
    Endpoint endpoint = asked(asked.build());
    List<EndpointAuthScheme> schemes = endpoint.attribute(AwsEndpointAttribute.AUTH_SCHEMES);
    if (schemes == null || schemes.isEmpty()) return new S3Endpoint(endpoint.url(), region);
    if (schemes.getFirst() instanceof SigV4AuthScheme v4 && "s3".equals(v4.signingName())) {
      return new S3Endpoint(endpoint.url(), v4.signingRegion());
    }
    throw FailedAnswer.unsupported(
        endpoint.url(),
        "wants signatures of the kind '%s'; say --data-plane sdk"
            .formatted(schemes.getFirst().name()));
  }

  private Endpoint asked(S3EndpointParams params) {
    try {
      return rules.resolveEndpoint(params).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException failed ? failed : e;
    }
  }
}
