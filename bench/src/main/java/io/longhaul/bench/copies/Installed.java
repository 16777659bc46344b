package io.longhaul.bench.copies;

import io.longhaul.bench.Refusal;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A program that others wrote, as far as it is on this machine.
 *
 * @param variable of the environment, which says where it is
 */
record Installed(String name, String variable) {
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
}
