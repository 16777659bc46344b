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

  /** They are in Go, and as quick at once as they will be, but take longer for each copy. */
  private static final int PART = 5;

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
        course ->
            switch (this) {
              case S5CMD ->
                  List.of(
                      "cp",
                      "s3://%s/*".formatted(course.source()),
                      "s3://%s/".formatted(course.target()));
              case RCLONE ->
                  List.of(
                      "copy",
                      "null:" + course.source(),
                      "null:" + course.target(),
                      "--transfers=" + course.inFlight(),
                      "--checkers=" + course.inFlight(),
                      "--fast-list",
                      "--no-check-dest",
                      "--s3-no-head",
                      "--s3-no-head-object",
                      "--s3-no-check-bucket",
                      "--ignore-checksum");
            });
  }

  /** Its listing of a whole bucket. */
  Program listing(Path program) {
    return at(
        program,
        course ->
            switch (this) {
              case S5CMD -> List.of("ls", "s3://%s/*".formatted(course.source()));
              case RCLONE -> List.of("lsf", "--fast-list", "-R", "null:" + course.source());
            });
  }

  private interface Words {
    List<String> of(Course course);
  }

  private Program at(Path program, Words words) {
    return new Program() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public int part() {
        return PART;
      }

      @Override
      public Begun begin(Course course) throws IOException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(flags(course));
        command.addAll(words.of(course));
        // what it lists goes nowhere, as nothing of ours is printed; what it complains of is kept
        List<String> quiet =
            new ArrayList<>(List.of("/bin/sh", "-c", "exec \"$0\" \"$@\" >/dev/null"));
        quiet.addAll(command);
        return new Begun(Child.start(course.log(name), environment(course), quiet), Duration.ZERO);
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
      environment.put(REMOTE + "TYPE", "s3");
      environment.put(REMOTE + "PROVIDER", "Minio");
      environment.put(REMOTE + "ENDPOINT", course.server().endpoint().toString());
      environment.put(REMOTE + "FORCE_PATH_STYLE", "true");
      environment.put(REMOTE + "REGION", "us-east-1");
      environment.put(REMOTE + "ACCESS_KEY_ID", "null");
      environment.put(REMOTE + "SECRET_ACCESS_KEY", "null");
    }
    return environment;
  }
}
