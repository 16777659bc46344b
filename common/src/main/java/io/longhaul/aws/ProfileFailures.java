package io.longhaul.aws;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileProperty;

/** Reads why a profile gave no credentials: what passes by itself stays as it is. */
final class ProfileFailures {
  /** The service that keeps SSO sessions alive: whatever it refuses, logging in anew mends. */
  private static final String SESSIONS = "SsoOidc";

  /** Of a profile, and the SDK's own name for it is internal. */
  private static final String SESSION = "sso_session";

  private static final int UNAUTHORIZED = 401;

  private ProfileFailures() {}

  /**
   * @param path the profile and those it builds on, at least the one
   * @return {@link IdentityUnusable}, or what was thrown if it may pass
   */
  static RuntimeException read(List<Profile> path, RuntimeException failed) {
    String name = path.getFirst().name();
    Optional<Profile> login = path.stream().filter(ProfileFailures::logsIn).findFirst();
    return switch (failed) {
      case AwsServiceException answer -> ofAnswer(name, path.getLast().name(), login, answer);
      // A mistake in the file: the SDK names the profile and the property.
      case IllegalArgumentException mistake -> mistaken(name, mistake);
      case IllegalStateException mistake -> mistaken(name, mistake);
      case RuntimeException other when AwsFailures.unanswered(other) -> other;
      case RuntimeException other when login.isPresent() -> over(login.get().name(), other);
      default -> mistaken(name, failed);
    };
  }

  private static RuntimeException ofAnswer(
      String name, String source, Optional<Profile> login, AwsServiceException answer) {
    FailedCall call = AwsFailures.classify(answer);
    if (call.what().worthRepeating()) return answer;
    String service = answer.awsErrorDetails() == null ? "" : answer.awsErrorDetails().serviceName();
    boolean sessionOver = SESSIONS.equals(service) || call.status() == UNAUTHORIZED;
    if (login.isPresent() && sessionOver) return over(login.get().name(), answer);
    if (call.what() == AwsFailure.CREDENTIALS) {
      return new IdentityUnusable(
          "the keys of profile %s were refused: %s: %s".formatted(source, call.code(), call.said()),
          "renew them: aws configure --profile " + source,
          answer);
    }
    return new IdentityUnusable(
        "profile %s: %s: %s".formatted(name, call.code(), call.said()),
        "the role, and the policies of who assumes it, must allow that",
        answer);
  }

  private static IdentityUnusable over(String login, RuntimeException cause) {
    return new IdentityUnusable(
        "the SSO session of profile %s has expired, or was never begun".formatted(login),
        "log in: aws sso login --profile " + login,
        cause);
  }

  private static IdentityUnusable mistaken(String name, RuntimeException cause) {
    // What follows is all that the SDK knows of all profiles.
    String said = AwsFailures.oneLine(cause).replaceFirst(": ProfileFile\\(.*", "");
    return new IdentityUnusable(
        "profile %s gives no credentials: %s".formatted(name, said),
        "mend it, or name another by AWS_PROFILE",
        cause);
  }

  /** Whether it logs in by itself, and not by the profile that it builds on. */
  private static boolean logsIn(Profile profile) {
    return profile.property(SESSION).isPresent()
        || profile.property(ProfileProperty.SSO_START_URL).isPresent();
  }
}
