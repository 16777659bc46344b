package io.longhaul.bench.copies;

import io.longhaul.bench.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A program that others wrote, as its manual says it is quickest. */
enum Peer {
  S5CMD("s5cmd", "LONGHAUL_S5CMD"),
  RCLONE("rclone", "LONGHAUL_RCLONE");

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
   * Where it is.
   *
   * @throws Refusal if its variable names no program
   */
  Optional<Path> find(Map<String, String> environment) {
    return new Installed(name, variable).find(environment);
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
              case RCLONE -> Rclone.copy(course, Rclone.NULL, List.of());
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
                  Rclone.copy(
                      course,
                      Rclone.OTHER,
                      List.of(
                          "--s3-upload-cutoff=4Gi",
                          "--s3-use-unsigned-payload=true",
                          "--multi-thread-streams=0",
                          "--buffer-size=0")));
    };
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
              case RCLONE -> List.of("lsf", "--fast-list", "-R", Rclone.NULL + course.source());
            });
  }

  private Program at(Path program, int part, Outsider.Words words) {
    return at(
        part,
        course -> {
          List<String> all = new ArrayList<>(flags(course));
          all.addAll(words.of(course));
          return Outsider.quiet(program, all);
        });
  }

  private Program at(int part, Outsider.Words command) {
    return new Outsider(name, part, command, this::environment);
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
      case RCLONE -> Rclone.FLAGS;
    };
  }

  private Map<String, String> environment(Course course) {
    return this == RCLONE ? Rclone.environment(course) : course.environment();
  }
}
