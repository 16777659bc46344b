package io.longhaul.bench.copies;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A program that others wrote, as it brings large objects over in parts. s5cmd is none of them: it
 * sends one request for an object of any size, and S3 takes it up to 5 GB.
 */
enum PartsPeer {
  RCLONE("rclone", 10, 5),
  AWS("aws", 100, 0),
  MC("mc", 10, 5);

  private static final String AWS_SETTINGS =
      """
      [default]
      s3 =
        addressing_style = path
        max_concurrent_requests = %d
        multipart_chunksize = %d
      """;

  private final String program;
  private final int partOfCopied;
  private final int partOfStreamed;

  /**
   * @param partOfStreamed as of {@link Program#part}; 0: it has no such way
   */
  PartsPeer(String program, int partOfCopied, int partOfStreamed) {
    this.program = program;
    this.partOfCopied = partOfCopied;
    this.partOfStreamed = partOfStreamed;
  }

  /** Empty: it has no such way, or is not here, which is said. */
  Optional<Program> program(Way way, Map<String, String> environment) {
    int part = way == Way.COPIED ? partOfCopied : partOfStreamed;
    if (part == 0) return Optional.empty();
    Installed installed = new Installed(program, "LONGHAUL_" + name());
    Optional<Path> found = installed.find(environment);
    if (found.isEmpty()) {
      System.out.printf(
          "NOT RUN: %s is not here; set %s to it%n", installed.name(), installed.variable());
    }
    return found.map(path ->
        new Outsider(
            installed.name(),
            part,
            course -> Outsider.quiet(path, words(way, course)),
            this::environment));
  }

  private List<String> words(Way way, Course course) {
    return switch (this) {
      case RCLONE -> rclone(way, course);
      case AWS ->
          List.of(
              "--endpoint-url=" + course.server().endpoint(),
              "s3",
              "cp",
              "--recursive",
              "--only-show-errors",
              "s3://%s/".formatted(course.source()),
              "s3://%s/".formatted(course.target()));
      case MC -> mc(way, course);
    };
  }

  /**
   * Parts as large as ours; by themselves those that it copies would be 4.7 GiB, and those that it
   * sends 5 MiB.
   */
  private static List<String> rclone(Way way, Course course) {
    long mib = way.part() >> 20;
    List<String> more = new ArrayList<>();
    more.addAll(List.of("--transfers=" + course.inFlight() / Way.TOGETHER));
    more.add("--s3-upload-concurrency=" + Way.TOGETHER);
    if (way == Way.COPIED) {
      more.add("--s3-copy-cutoff=%dMi".formatted(mib));
      return words(Rclone.copy(course, Rclone.NULL, more));
    }
    more.add("--multi-thread-streams=" + Way.TOGETHER);
    more.add("--multi-thread-chunk-size=%dMi".formatted(mib));
    more.add("--s3-chunk-size=%dMi".formatted(mib));
    more.add("--s3-use-unsigned-payload=true");
    more.add("--s3-disable-checksum");
    more.add("--buffer-size=0");
    more.add("--s3-no-head-object=false"); // else it takes what it has made for empty
    return words(Rclone.copy(course, Rclone.OTHER, more));
  }

  private static List<String> words(List<String> copy) {
    List<String> words = new ArrayList<>(Rclone.FLAGS);
    words.addAll(copy);
    return words;
  }

  /** The size of parts that are copied is its own; between two names of one server it streams. */
  private static List<String> mc(Way way, Course course) {
    List<String> words = new ArrayList<>(List.of("--quiet", "cp", "--recursive"));
    words.add("null/%s/".formatted(course.source()));
    words.add("%s/%s/".formatted(way == Way.COPIED ? "null" : "other", course.target()));
    return words;
  }

  private Map<String, String> environment(Course course) throws IOException {
    if (this == RCLONE) return Rclone.environment(course);
    Map<String, String> environment = new HashMap<>(course.environment());
    if (this == AWS) {
      Path settings = course.folder().resolve("aws.config");
      Files.writeString(settings, AWS_SETTINGS.formatted(course.inFlight(), Way.COPIED.part()));
      environment.put("AWS_CONFIG_FILE", settings.toString());
    } else {
      String host = course.server().endpoint().toString().replace("://", "://null:nullnull@");
      environment.put("MC_HOST_null", host);
      environment.put("MC_HOST_other", host);
    }
    return environment;
  }
}
