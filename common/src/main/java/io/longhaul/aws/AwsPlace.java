package io.longhaul.aws;

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
 */
public record AwsPlace(
    Optional<URI> endpoint, Optional<String> region, AwsCredentialsProvider credentials) {

  /**
   * All of it from the SDK's default chain: variables, profiles, SSO, the machine's role.
   *
   * @throws io.longhaul.stack.StackMisconfigured if the profiles cannot be read, or AWS_PROFILE
   *     names none of them
   */
  public static AwsPlace fromEnvironment() {
    return new AwsPlace(Optional.empty(), Optional.empty(), ProfileCredentials.checked());
  }

  /** One server, known by its address, with a key pair of its own. */
  public static AwsPlace at(URI endpoint, String keyId, String secret) {
    return new AwsPlace(
        Optional.of(endpoint),
        Optional.of("us-east-1"),
        StaticCredentialsProvider.create(AwsBasicCredentials.create(keyId, secret)));
  }
}
