package io.longhaul.bench.copies;

import io.longhaul.bench.Child;
import io.longhaul.bench.Refusal;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A program that others wrote, as its manual says it is quickest. */
enum Peer {
  S5CMD("s5cmd", "LONGHAUL_S5CMD"),
  RCLONE("rclone", "LONGHAUL_RCLONE");

  /** What a null server is to rclone by the environment, with no file of settings. */
  private static final String REMOTE = "RCLONE_CONFIG_NULL_";

  /** The same server by another name, to which it cannot have anything copied from the first. */
  private static final String OTHER = "RCLONE_CONFIG_OTHER_";

  private static final String THROUGH =
      """
      from=$1 folder=$2 to=$3
      shift 3
      "$0" "$@" cp "$from" "$folder/" >/dev/null && "$0" "$@" cp "$folder/*" "$to" >/dev/null
      """;

  /** They are in Go, and as quick at once as they will be, but take longer for each copy. */
  private static final int PART = 5;

  /** Of copies, of which one takes them so much longer than ours that a tenth is many. */
  private static final int PART_OF_COPIES = 10;

  private final String name;
  private final String variable;

  Peer(String name, String variable) {
    this.name = name;
    this.variable = variable;
  }

  /**
   * Where it is: where its variable says, else where {@code bench/peers} puts it, else on PATH.
   *
   * @throws Refusal if its variable names no program
   */
  Optional<Path> find(Map<String, String> environment) {
    String named = environment.getOrDefault(variable, "");
    if (!named.isEmpty()) {
      if (Files.isExecutable(Path.of(named))) return Optional.of(Path.of(named));
      throw new Refusal("%s=%s: no program is there".formatted(variable, named));
    }
    List<Path> folders = new ArrayList<>();
    String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
    folders.add(
        (cache.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache))
            .resolve("longhaul-peers"));
    for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator)) {
      if (!folder.isEmpty()) folders.add(Path.of(folder));
    }
    return folders.stream()
        .map(folder -> folder.resolve(name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** What to do about one that is not there. */
  String missing() {
    return "NOT RUN: %s is not here; run bench/peers to build it, or set %s to it"
        .formatted(name, variable);
  }

  String label() {
    return name;
  }

  /** Its copy from bucket to bucket. */
  Program copies(Path program) {
    return at(
        program,
        PART_OF_COPIES,
        course ->
            switch (this) {
              case S5CMD ->
                  List.of(
                      "cp",
                      "s3://%s/*".formatted(course.source()),
                      "s3://%s/".formatted(course.target()));
              case RCLONE -> rclone(course, "null:", List.of());
            });
  }

  /**
   * Its way of objects through itself, where it may not have the server copy them. rclone streams
   * them between two remotes that are not the same; a large object in one PUT takes it half as much
   * CPU as in parts, or less. s5cmd can only store them in a folder and send them from there, which
   * takes it less than {@code cat} piped to {@code pipe}.
   *
   * @param memory an empty folder, on no disk
   */
  Program streams(Path program, Path memory) {
    return switch (this) {
      case S5CMD -> at(PART, course -> throughFolder(program, course, memory));
      case RCLONE ->
          at(
              program,
              PART,
              course ->
                  rclone(
                      course,
                      "other:",
                      List.of(
                          "--s3-upload-cutoff=4Gi",
                          "--s3-use-unsigned-payload=true",
                          "--multi-thread-streams=0",
                          "--buffer-size=0")));
    };
  }

  private static List<String> rclone(Course course, String remote, List<String> more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "copy",
                "null:" + course.source(),
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

  /** Down and up, one after the other. */
  private List<String> throughFolder(Path program, Course course, Path memory) throws IOException {
    Path folder = Files.createTempDirectory(memory, "s5cmd");
    List<String> words = new ArrayList<>(List.of("/bin/sh", "-c", THROUGH, program.toString()));
    words.add("s3://%s/*".formatted(course.source()));
    words.add(folder.toString());
    words.add("s3://%s/".formatted(course.target()));
    words.addAll(flags(course));
    return words;
  }

  /** Its listing of a whole bucket. */
  Program listing(Path program) {
    return at(
        program,
        PART,
        course ->
            switch (this) {
              case S5CMD -> List.of("ls", "s3://%s/*".formatted(course.source()));
              case RCLONE -> List.of("lsf", "--fast-list", "-R", "null:" + course.source());
            });
  }

  private interface Words {
    List<String> of(Course course) throws IOException;
  }

  private Program at(Path program, int part, Words words) {
    return at(
        part,
        course -> {
          // what it lists goes nowhere, as nothing of ours is printed; what it complains of is kept
          List<String> quiet =
              new ArrayList<>(List.of("/bin/sh", "-c", "exec \"$0\" \"$@\" >/dev/null"));
          quiet.add(program.toString());
          quiet.addAll(flags(course));
          quiet.addAll(words.of(course));
          return quiet;
        });
  }

  private Program at(int part, Words command) {
    return new Program() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public int part() {
        return part;
      }

      @Override
      public Begun begin(Course course) throws IOException {
        return new Begun(
            Child.start(course.log(name), environment(course), command.of(course)), Duration.ZERO);
      }
    };
  }

  private List<String> flags(Course course) {
    return switch (this) {
      case S5CMD ->
          List.of(
              "--endpoint-url",
              course.server().endpoint().toString(),
              "--numworkers",
              Integer.toString(course.inFlight()),
              "--log",
              "error");
      case RCLONE -> List.of("--config", "", "--quiet");
    };
  }

  private Map<String, String> environment(Course course) {
    Map<String, String> environment = new HashMap<>(course.environment());
    if (this == RCLONE) {
      for (String remote : List.of(REMOTE, OTHER)) {
        environment.put(remote + "TYPE", "s3");
        environment.put(remote + "PROVIDER", "Minio");
        environment.put(remote + "ENDPOINT", course.server().endpoint().toString());
        environment.put(remote + "FORCE_PATH_STYLE", "true");
        environment.put(remote + "REGION", "us-east-1");
        environment.put(remote + "ACCESS_KEY_ID", "null");
        environment.put(remote + "SECRET_ACCESS_KEY", "null");
      }
    }
    return environment;
  }
}
