package io.longhaul.bench.copies;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A class of the bench's own as a program. */
final class Jvm {
  private Jvm() {}

  static List<String> command(Course course, Class<?> main, List<String> words) {
    return command(course, List.of(), main, words);
  }

  static List<String> command(
      Course course, List<String> options, Class<?> main, List<String> words) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    // as the launcher gives our own
    command.addAll(List.of("-Dio.netty.noUnsafe=false", "--sun-misc-unsafe-memory-access=allow"));
    command.addAll(options);
    course.shown().ifPresent(certificate -> command.addAll(certificate.javaOptions()));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(words);
    return command;
  }
}
