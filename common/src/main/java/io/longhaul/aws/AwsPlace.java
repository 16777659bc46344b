package io.longhaul.aws;

import io.longhaul.job.Access.Payer;
import io.longhaul.job.Identity;
import io.longhaul.job.StoreAccess;
import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * Where a service is and as whom to call it.
 *
 * @param endpoint empty: as AWS_ENDPOINT_URL_… and profiles say, else AWS itself
 * @param region empty: as AWS_REGION and profiles say
 * @param profile that region and endpoint are read from; empty: the one that AWS_PROFILE names
 * @param requesterPays whether each request agrees to be paid for by who makes it
 */
public record AwsPlace(
    Optional<URI> endpoint,
    Optional<String> region,
    Optional<String> profile,
    AwsCredentialsProvider credentials,
    boolean requesterPays) {

  /**
   * All of it from the SDK's default chain: variables, profiles, SSO, the machine's role.
   *
   * @throws io.longhaul.stack.StackMisconfigured if the profiles cannot be read, or AWS_PROFILE
   *     names none of them
   */
  public static AwsPlace fromEnvironment() {
    return usual(ProfileCredentials.checked());
  }

  /** One server, known by its address, with a key pair of its own. */
  public static AwsPlace at(URI endpoint, String keyId, String secret) {
    return new AwsPlace(
        Optional.of(endpoint),
        Optional.of("us-east-1"),
        Optional.empty(),
        StaticCredentialsProvider.create(AwsBasicCredentials.create(keyId, secret)),
        false);
  }

  private static AwsPlace usual(AwsCredentialsProvider credentials) {
    return new AwsPlace(Optional.empty(), Optional.empty(), Optional.empty(), credentials, false);
  }

  /** The same place in that region. */
  public AwsPlace in(String other) {
    return new AwsPlace(endpoint, Optional.of(other), profile, credentials, requesterPays);
  }

  /**
   * The same place for one side of a job, where that is reached otherwise.
   *
   * @param credentials of the identity that the side names
   */
  public AwsPlace reachedBy(StoreAccess access, AwsCredentialsProvider credentials) {
    return new AwsPlace(
        access.endpoint().or(this::endpoint),
        access.region().or(this::region),
        access.identity().map(Identity::profile).or(this::profile),
        credentials,
        access.payer() == Payer.REQUESTER);
  }
}
