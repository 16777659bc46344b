package io.longhaul.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a command in an environment that holds what it is given and nothing else. */
public record Shell(Path folder, Map<String, String> environment) {
  private static final long MINUTES = 10;

  public record Ended(int exit, String out, String err) {}

  /**
   * A process whose streams go to files of their own, so that nobody has to read them meanwhile.
   */
  public record Started(Process process, Path out, Path err) {
    public Ended await() throws IOException, InterruptedException {
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new AssertionError("still running after " + MINUTES + " minutes: " + process.info());
      }
      return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }
  }

  public Ended run(String... command) throws IOException, InterruptedException {
    return start(command).await();
  }

  public Started start(String... command) throws IOException {
    Path out = Files.createTempFile(folder, "out", ".txt");
    Path err = Files.createTempFile(folder, "err", ".txt");
    ProcessBuilder builder = new ProcessBuilder(List.of(command));
    builder.environment().clear();
    builder.environment().putAll(environment);
    return new Started(
        builder
            .directory(folder.toFile())
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start(),
        out,
        err);
  }

  public static Path script(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text, StandardCharsets.UTF_8);
    if (!file.toFile().setExecutable(true)) throw new IOException("not executable: " + file);
    return file;
  }

  /**
   * What the launcher takes for a JDK: a release file and a program that says how it was called.
   */
  static Path jdk(Path home, String version) throws IOException {
    script(home.resolve("bin/java"), "#!/bin/sh\nfor arg; do echo \"<$arg>\"; done\n");
    Files.writeString(
        home.resolve("release"), "IMPLEMENTOR=\"Somebody\"\nJAVA_VERSION=\"" + version + "\"\n");
    return home;
  }
}
