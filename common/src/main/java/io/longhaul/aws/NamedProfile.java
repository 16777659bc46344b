package io.longhaul.aws;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;

/** The credentials of one profile of this machine, which says in a line why it gives none. */
final class NamedProfile implements AwsCredentialsProvider {
  private final String name;
  private @Nullable ProfileCredentialsProvider provider;

  NamedProfile(String name) {
    this.name = name;
  }

  @Override
  public synchronized AwsCredentials resolveCredentials() {
    List<Profile> path = ProfilePath.from(name, ProfileFile.defaultProfileFile());
    if (path.isEmpty()) {
      throw new IdentityUnusable(
          "this machine has no profile '%s'".formatted(name),
          "add it wherever the job is submitted and worked on, or name another",
          null);
    }
    try {
      if (provider == null) provider = ProfileCredentialsProvider.create(name);
      return provider.resolveCredentials();
    } catch (RuntimeException failed) {
      throw ProfileFailures.read(path, failed);
    }
  }
}
