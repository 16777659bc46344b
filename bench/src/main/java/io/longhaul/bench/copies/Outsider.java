package io.longhaul.bench.copies;

import io.longhaul.bench.Child;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A program that others wrote, as one of those that are held beside each other.
 *
 * @param part as of {@link Program#part}
 * @param command for a course
 */
record Outsider(String name, int part, Words command, Environment environment) implements Program {
  /** What it is told. */
  interface Words {
    List<String> of(Course course) throws IOException;
  }

  /** What it finds around it. */
  interface Environment {
    Map<String, String> of(Course course) throws IOException;
  }

  /** What it lists goes nowhere, as nothing of ours is printed; what it complains of is kept. */
  static List<String> quiet(Path program, List<String> words) {
    List<String> quiet = new ArrayList<>(List.of("/bin/sh", "-c", "exec \"$0\" \"$@\" >/dev/null"));
    quiet.add(program.toString());
    quiet.addAll(words);
    return quiet;
  }

  @Override
  public Begun begin(Course course) throws IOException {
    return new Begun(
        Child.start(course.log(name), environment.of(course), command.of(course)), Duration.ZERO);
  }
}
