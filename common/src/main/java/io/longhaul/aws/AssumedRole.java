package io.longhaul.aws;

import io.longhaul.job.Identity.Role;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/**
 * The credentials of a role, assumed anew minutes before they expire, which says in a line why it
 * may not be assumed.
 */
final class AssumedRole implements AwsCredentialsProvider, AutoCloseable {
  /** As it is seen in the logs of the account that lends the role. */
  private static final String SESSION = "longhaul";

  /** Whoever waits for it waits with a request in hand. */
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final String arn;
  private final StsClient sts;
  private final StsAssumeRoleCredentialsProvider provider;

  private AssumedRole(Role role, StsClient sts) {
    this.arn = role.arn();
    this.sts = sts;
    this.provider =
        StsAssumeRoleCredentialsProvider.builder()
            .stsClient(sts)
            .refreshRequest(request ->
                request.roleArn(role.arn()).roleSessionName(SESSION).externalId(role.externalId()))
            .build();
  }

  /**
   * @param by who assumes it
   * @param region whose STS is asked; empty: the machine's
   */
  static AssumedRole of(Role role, AwsCredentialsProvider by, Optional<String> region) {
    StsClient sts =
        StsClient.builder()
            .credentialsProvider(by)
            .region(region.map(Region::of).orElseGet(() -> home(role)))
            .overrideConfiguration(config -> config.apiCallTimeout(LONGEST))
            .build();
    return new AssumedRole(role, sts);
  }

  /** Each partition of AWS has an STS of its own. */
  private static Region home(Role role) {
    if (role.arn().startsWith("arn:aws-cn:")) return Region.CN_NORTH_1;
    if (role.arn().startsWith("arn:aws-us-gov:")) return Region.US_GOV_WEST_1;
    return Endpoints.region(false, Optional.empty());
  }

  @Override
  public AwsCredentials resolveCredentials() {
    try {
      return provider.resolveCredentials();
    } catch (AwsServiceException answer) {
      FailedCall call = AwsFailures.classify(answer);
      if (call.what().worthRepeating()) throw answer;
      throw new IdentityUnusable(
          "role %s cannot be assumed: %s: %s".formatted(arn, call.code(), call.said()),
          "its trust policy must name who assumes it, and the external id if it wants one",
          answer);
    }
  }

  @Override
  public void close() {
    provider.close();
    sts.close();
  }
}
