package io.longhaul.ami;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.longhaul.launcher.Shell;
import io.longhaul.launcher.Shell.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A machine that is but a folder, distributions for it, and programs of AWS and the system that
 * play.
 */
final class MachineBelow {
  static final Path AMI = Path.of("../ami").toAbsolutePath().normalize();

  private final Path folder;
  private final Map<String, String> environment = new HashMap<>();

  MachineBelow(Path folder) throws IOException {
    boolean linux = System.getProperty("os.name").startsWith("Linux");
    if (!linux) System.err.println("SKIPPED, not on Linux: what makes a worker's machine");
    assumeTrue(linux, "made for Linux");
    this.folder = folder;
    Files.createDirectories(root());
    environment.put("PATH", programs() + ":/usr/sbin:/usr/bin:/sbin:/bin");
    environment.put("HOME", folder.toString());
    // Nothing here waits: each nap is written down.
    play("sleep", "echo \"$1\" >>'%s'".formatted(folder.resolve("naps")));
  }

  Path root() {
    return folder.resolve("root");
  }

  private Path programs() {
    return folder.resolve("programs");
  }

  /** Has a program of that name do this, by sh, instead of the system's. */
  void play(String program, String does) throws IOException {
    Shell.script(programs().resolve(program), "#!/bin/sh\n" + does + "\n");
  }

  void set(String variable, String value) {
    environment.put(variable, value);
  }

  /** A distribution whose program is this text, as a build packs it. */
  Path distribution(String program) throws Exception {
    Path home = Files.createDirectories(folder.resolve("packed-" + program + "/longhaul"));
    Shell.script(home.resolve("bin/longhaul"), "#!/bin/sh\necho " + program + "\n");
    Files.createDirectories(home.resolve("ami"));
    for (Path file : scripts()) Files.copy(file, home.resolve("ami").resolve(file.getFileName()));
    return pack(home);
  }

  /** A folder named longhaul, packed. */
  Path pack(Path home) throws Exception {
    Path packed = home.resolveSibling("longhaul.tar.gz");
    Ended ended =
        run("tar", "-czf", packed.toString(), "-C", home.getParent().toString(), "longhaul");
    if (ended.exit() != 0) throw new IOException(ended.err());
    return packed;
  }

  private static List<Path> scripts() throws IOException {
    try (Stream<Path> files = Files.list(AMI)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  static String sha256(Path file) throws Exception {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
  }

  Ended install(Path distribution) throws Exception {
    return provision(
        "install", "--from", distribution.toString(), "--sha256", sha256(distribution));
  }

  Ended start() throws Exception {
    return provision("start", "--stack", "orders", "--region", "eu-central-1");
  }

  /** Its script, below this machine's root. */
  Ended provision(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(AMI.resolve("provision.sh").toString()));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--root", root().toString()));
    return run(command.toArray(String[]::new));
  }

  Ended run(String... command) throws Exception {
    return new Shell(folder, environment).run(command);
  }

  String text(String file) throws IOException {
    return Files.readString(root().resolve(file));
  }

  /** What is below the root, by name, with what is in it and when it was written. */
  Map<String, String> files() throws IOException {
    Map<String, String> found = new HashMap<>();
    try (Stream<Path> all = Files.walk(root())) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        found.put(
            root().relativize(file).toString(),
            Files.getLastModifiedTime(file) + " " + Files.readString(file));
      }
    }
    return found;
  }

  List<String> naps() throws IOException {
    Path naps = folder.resolve("naps");
    return Files.exists(naps) ? Files.readAllLines(naps) : List.of();
  }
}
