package io.longhaul.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A command as a process of its own whose CPU time is told: while it runs to a hundredth of a
 * second, and after its end all of it, from its first to its last instruction.
 */
public final class Child implements AutoCloseable {
  /** A shell tells its children's times as they are accounted for when they have ended. */
  private static final String TIMED = "\"$0\" \"$@\"; s=$?; times >\"$LONGHAUL_TIMES\"; exit $s";

  /** User and system time, of which the shell's own come first. */
  private static final Pattern TIME = Pattern.compile("(\\d+)m([\\d.]+)s");

  private final Process shell;
  private final Path times;

  /** Who stops a benchmark wants nothing of it to go on. */
  private final Thread atOurEnd = new Thread(this::kill);

  private @Nullable ProcessHandle self;

  private Child(Process shell, Path times) {
    this.shell = shell;
    this.times = times;
    Runtime.getRuntime().addShutdownHook(atOurEnd);
  }

  /**
   * Starts one.
   *
   * @param log takes all that it prints, after what is there
   * @param environment besides this process's own
   */
  public static Child start(Path log, Map<String, String> environment, List<String> command)
      throws IOException {
    Path times = Files.createTempFile("times", ".txt");
    List<String> words = new ArrayList<>(List.of("/bin/sh", "-c", TIMED));
    words.addAll(command);
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    builder.environment().put("LONGHAUL_TIMES", times.toString());
    return new Child(builder.start(), times);
  }

  public boolean isAlive() {
    return shell.isAlive();
  }

  /** What it took so far; empty if it has not begun yet, or has ended. */
  public Optional<Duration> soFar() {
    if (self == null) self = shell.children().findFirst().orElse(null);
    return Optional.ofNullable(self).flatMap(process -> process.info().totalCpuDuration());
  }

  /** Waits for its end; empty if it has not ended by then. */
  public Optional<Integer> awaitExit(Duration atMost) throws InterruptedException {
    boolean ended = shell.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
    return ended ? Optional.of(shell.exitValue()) : Optional.empty();
  }

  /** What it took in all; it has ended. */
  public Duration inAll() throws IOException {
    return inAll(Files.readString(times));
  }

  static Duration inAll(String times) {
    List<Duration> all = new ArrayList<>();
    Matcher time = TIME.matcher(times);
    while (time.find()) {
      double seconds = 60 * Long.parseLong(time.group(1)) + Double.parseDouble(time.group(2));
      all.add(Duration.ofNanos(Math.round(seconds * 1e9)));
    }
    if (all.size() != 4) throw new IllegalStateException("times said: " + times);
    return all.get(2).plus(all.get(3));
  }

  private void kill() {
    shell.descendants().forEach(ProcessHandle::destroyForcibly);
    shell.destroyForcibly();
  }

  @Override
  public void close() throws IOException {
    kill();
    Runtime.getRuntime().removeShutdownHook(atOurEnd);
    Files.deleteIfExists(times);
  }
}
