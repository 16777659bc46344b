package io.longhaul.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The distribution as it was built; starts its commands as processes, without the launcher. */
public final class Distribution {
  private final Path home;
  private boolean ended;

  /**
   * @param home the folder that holds {@code lib}
   */
  public Distribution(Path home) {
    this.home = home;
  }

  public Path home() {
    return home;
  }

  /** What a user types. */
  public Path launcher() {
    return home.resolve("bin/longhaul");
  }

  /**
   * Has this process, when it ends or is asked to end, kill what it started, stopped ones too:
   * workers would go on for as long as there is a cloud.
   */
  public void endsWithThisProcess() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::end, "end"));
  }

  private synchronized void end() {
    ended = true;
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
  }

  /**
   * Starts one command.
   *
   * @param log takes all that it prints, after what is there
   * @param environment besides this process's own
   * @throws IOException also if this process is about to end
   */
  public synchronized Process start(Path log, Map<String, String> environment, String... words)
      throws IOException {
    if (ended) throw new IOException("this process is about to end: it starts no other");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:+UseSerialGC");
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-Dlonghaul.home=" + home);
    command.add("-cp");
    command.add(home.resolve("lib/longhaul.jar").toString());
    command.add("io.longhaul.Main");
    command.addAll(List.of(words));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    return builder.start();
  }
}
