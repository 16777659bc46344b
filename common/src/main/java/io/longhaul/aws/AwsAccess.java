package io.longhaul.aws;

import io.longhaul.access.CredentialsRefused;
import io.longhaul.access.NoAccess;
import io.longhaul.access.NotDeployed;
import io.longhaul.access.PermissionMissing;
import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.awscore.AwsClient;

/**
 * Says of a failed call whether a person has to act, and on what.
 *
 * @param service as policies name it: {@code dynamodb}
 * @param resource what all calls are about, in the words of a person: {@code table longhaul-x}
 * @param where the region, and the server if it is not AWS
 */
public record AwsAccess(String service, String resource, String where) {

  /** For a client that works on one resource. */
  public static AwsAccess of(AwsClient client, String service, String resource) {
    var configuration = client.serviceClientConfiguration();
    String region = "region " + configuration.region();
    Optional<URI> server = configuration.endpointOverride();
    return new AwsAccess(
        service, resource, server.map(url -> region + " at " + url).orElse(region));
  }

  /**
   * What to throw if asking again cannot mend it; empty if it may, or if it is the request's own
   * fault.
   *
   * @param action the call, as policies name it: {@code UpdateItem}
   */
  public Optional<NoAccess> failure(String action, FailedCall call, Throwable cause) {
    return switch (call.what()) {
      case CREDENTIALS, CLOCK ->
          Optional.of(
              new CredentialsRefused(
                  "%s:%s on %s: %s: %s"
                      .formatted(service, action, resource, call.code(), call.said()),
                  AwsFailures.remedy(cause),
                  cause));
      case DENIED -> {
        Denial denial = denial(action, call);
        yield Optional.of(
            new PermissionMissing(denial.action(), denial.resource(), denial.who(), cause));
      }
      case NO_RESOURCE -> Optional.of(new NotDeployed(resource, where, cause));
      case SIDE_CREDENTIALS,
          THROTTLED,
          UNAVAILABLE,
          STORAGE,
          CORRUPT,
          UNSAFE_NAME,
          ARCHIVED,
          TOO_LARGE,
          CONDITION,
          NO_OBJECT,
          NO_UPLOAD,
          NO_TAGS,
          WRONG_REGION,
          NOT_IMPLEMENTED,
          REFUSED ->
          Optional.empty();
    };
  }

  /** Which permission a denied call lacks. */
  public Denial denial(String action, FailedCall call) {
    return Denial.read(call.said(), service + ":" + action, resource);
  }
}
