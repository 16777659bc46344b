package io.longhaul.aws;

import io.longhaul.stack.StackMisconfigured;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileLocation;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;

/**
 * The SDK's default chain, which says in a line why the profile gave nothing where no other source
 * had anything.
 *
 * <p>The chain itself answers with all its providers and all their settings, several thousand
 * characters long: so the profile alone is asked once more, and what it says is read.
 */
final class ProfileCredentials implements AwsCredentialsProvider {
  private final AwsCredentialsProvider chain;

  ProfileCredentials(AwsCredentialsProvider chain) {
    this.chain = chain;
  }

  /**
   * Looks at what the variables name before anything is asked of it.
   *
   * @throws StackMisconfigured if a file of profiles cannot be read, or holds no profile of the
   *     name that AWS_PROFILE says
   */
  static ProfileCredentials checked() {
    Map<String, Profile> profiles = profiles();
    Optional<String> named =
        ProfileFileSystemSetting.AWS_PROFILE
            .getNonDefaultStringValue()
            .filter(name -> !name.isBlank());
    if (named.isPresent() && !profiles.containsKey(named.get())) {
      throw new StackMisconfigured(
          "there is no profile '%s', which AWS_PROFILE names, in %s or %s; %s"
              .formatted(named.get(), config(), credentials(), there(profiles)));
    }
    return new ProfileCredentials(DefaultCredentialsProvider.builder().build());
  }

  /**
   * Those of both files, by name.
   *
   * @throws StackMisconfigured if one of them cannot be read
   */
  static Map<String, Profile> profiles() {
    Map<String, Profile> profiles = new LinkedHashMap<>();
    profiles.putAll(read(ProfileFile.Type.CONFIGURATION, config(), "AWS_CONFIG_FILE"));
    profiles.putAll(
        read(ProfileFile.Type.CREDENTIALS, credentials(), "AWS_SHARED_CREDENTIALS_FILE"));
    return profiles;
  }

  private static Map<String, Profile> read(ProfileFile.Type type, Path file, String variable) {
    if (!file.toFile().isFile()) return Map.of();
    try {
      return ProfileFile.builder().content(file).type(type).build().profiles();
    } catch (RuntimeException e) {
      throw new StackMisconfigured(
          "%s cannot be read: %s; mend it, or name another by %s"
              .formatted(file, e.getMessage(), variable),
          e);
    }
  }

  private static String there(Map<String, Profile> profiles) {
    if (profiles.isEmpty()) return "there are none: 'aws configure sso' makes one";
    return "there are: "
        + profiles.keySet().stream().sorted().limit(10).collect(Collectors.joining(", "));
  }

  private static Path config() {
    return ProfileFileLocation.configurationFilePath();
  }

  private static Path credentials() {
    return ProfileFileLocation.credentialsFilePath();
  }

  @Override
  public AwsCredentials resolveCredentials() {
    try {
      return chain.resolveCredentials();
    } catch (SdkClientException nowhere) {
      String name = ProfileFileSystemSetting.AWS_PROFILE.getStringValueOrThrow();
      List<Profile> path = ProfilePath.from(name, ProfileFile.defaultProfileFile());
      if (path.isEmpty()) throw nowhere;
      return alone(name, path);
    }
  }

  private static AwsCredentials alone(String name, List<Profile> path) {
    try (ProfileCredentialsProvider profile = ProfileCredentialsProvider.create(name)) {
      return profile.resolveCredentials();
    } catch (RuntimeException failed) {
      throw ProfileFailures.read(path, failed);
    }
  }
}
