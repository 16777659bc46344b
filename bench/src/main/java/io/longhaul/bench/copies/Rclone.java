package io.longhaul.bench.copies;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What rclone is told by whoever starts it: where the null server is, and to ask for no more. */
final class Rclone {
  /** What a null server is to it, by the environment, with no file of settings. */
  static final String NULL = "null:";

  /** The same server by another name, to which it cannot have anything copied from the first. */
  static final String OTHER = "other:";

  static final List<String> FLAGS = List.of("--config", "", "--quiet");

  private Rclone() {}

  /** The words for a copy to the course's target. */
  static List<String> copy(Course course, String remote, List<String> more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "copy",
                NULL + course.source(),
                remote + course.target(),
                "--transfers=" + course.inFlight(),
                "--checkers=" + course.inFlight(),
                "--fast-list",
                "--no-check-dest",
                "--s3-no-head",
                "--s3-no-head-object",
                "--s3-no-check-bucket",
                "--ignore-checksum"));
    words.addAll(more);
    return words;
  }

  static Map<String, String> environment(Course course) {
    Map<String, String> environment = new HashMap<>(course.environment());
    for (String remote : List.of("RCLONE_CONFIG_NULL_", "RCLONE_CONFIG_OTHER_")) {
      environment.put(remote + "TYPE", "s3");
      environment.put(remote + "PROVIDER", "Minio");
      environment.put(remote + "ENDPOINT", course.server().endpoint().toString());
      environment.put(remote + "FORCE_PATH_STYLE", "true");
      environment.put(remote + "REGION", "us-east-1");
      environment.put(remote + "ACCESS_KEY_ID", "null");
      environment.put(remote + "SECRET_ACCESS_KEY", "null");
    }
    return environment;
  }
}
