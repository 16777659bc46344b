package io.longhaul.worker.host;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The EC2 instance that this process runs on.
 *
 * @param group its Auto Scaling group; empty: it is in none, or its metadata does not show its tags
 * @param inGroup whether it is in one
 */
public record Instance(
    String id, String type, String zone, String region, Optional<String> group, boolean inGroup) {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,64}");

  /** Of an instance that is in a group, and of no other; on a young one it may come later. */
  static final String LIFECYCLE = "autoscaling/target-lifecycle-state";

  /** What stands there when its group ends it. */
  static final String TERMINATED = "Terminated";

  public Instance {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException("instance id '%s': 1 to 64 of a-z 0-9 -".formatted(id));
    }
    if (region.isBlank()) throw new IllegalArgumentException("instance " + id + ": no region");
  }

  /**
   * As its metadata says.
   *
   * @throws ImdsSilent if that is not known
   */
  static Instance read(Imds imds) throws InterruptedException {
    try {
      Optional<String> group = imds.read("tags/instance/aws:autoscaling:groupName");
      return new Instance(
          word(imds, "instance-id"),
          word(imds, "instance-type"),
          word(imds, "placement/availability-zone"),
          word(imds, "placement/region"),
          group,
          group.isPresent() || imds.read(LIFECYCLE).isPresent());
    } catch (IllegalArgumentException e) {
      throw new ImdsSilent("instance metadata: " + e.getMessage());
    }
  }

  private static String word(Imds imds, String path) throws InterruptedException {
    return imds.read(path)
        .orElseThrow(() -> new ImdsSilent("instance metadata tells nothing at " + path));
  }
}
