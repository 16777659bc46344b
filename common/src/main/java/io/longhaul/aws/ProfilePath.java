package io.longhaul.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileProperty;

/** A profile and those it builds on by source_profile, the last of which has keys or logs in. */
final class ProfilePath {
  /** Longer ones are a circle, or nobody's. */
  private static final int LONGEST = 10;

  private ProfilePath() {}

  /** Empty: there is no such profile. It ends where one is missing. */
  static List<Profile> from(String name, ProfileFile file) {
    List<Profile> path = new ArrayList<>();
    Optional<Profile> next = file.profile(name);
    while (next.isPresent() && path.size() < LONGEST && !path.contains(next.get())) {
      path.add(next.get());
      next = next.get().property(ProfileProperty.SOURCE_PROFILE).flatMap(file::profile);
    }
    return List.copyOf(path);
  }
}
