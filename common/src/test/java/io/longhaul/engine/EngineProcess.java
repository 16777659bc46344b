package io.longhaul.engine;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** A server in a process of its own, ready when it says so, gone when this JVM goes. */
public final class EngineProcess {
  private static final int LINES_KEPT = 50;

  private final URI endpoint;

  private EngineProcess(URI endpoint) {
    this.endpoint = endpoint;
  }

  public URI endpoint() {
    return endpoint;
  }

  /**
   * @param command for a port
   * @param ready part of the line that says: ready
   */
  public static EngineProcess start(IntFunction<List<String>> command, String ready) {
    int port = freePort();
    try {
      Process process = new ProcessBuilder(command.apply(port)).redirectErrorStream(true).start();
      process.getOutputStream().close();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      awaitReady(process, ready);
      return new EngineProcess(URI.create("http://127.0.0.1:" + port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The same, for one that keeps its files in a folder, and is ready when it answers there.
   *
   * @param command for a port and an empty folder, which goes with this JVM too
   * @param environment besides our own
   * @param ready the path that answers 200 once it is
   */
  public static EngineProcess start(
      BiFunction<Integer, Path, List<String>> command,
      Map<String, String> environment,
      String ready) {
    int port = freePort();
    URI endpoint = URI.create("http://127.0.0.1:" + port);
    try {
      Path folder = Files.createTempDirectory("longhaul-engine");
      Path log = Files.createTempFile("longhaul-engine", ".log");
      ProcessBuilder builder = new ProcessBuilder(command.apply(port, folder));
      builder.environment().putAll(environment);
      Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
      process.getOutputStream().close();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process, folder, log)));
      await("%s answers".formatted(ready))
          .atMost(Duration.ofMinutes(1))
          .until(() -> !process.isAlive() || answers(endpoint.resolve(ready)));
      if (!process.isAlive()) throw new IOException("it ended: " + Files.readString(log));
      return new EngineProcess(endpoint);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean answers(URI path) {
    try {
      return ((HttpURLConnection) path.toURL().openConnection()).getResponseCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private static void end(Process process, Path... left) {
    process.destroyForcibly().onExit().join();
    for (Path each : left) {
      try (Stream<Path> all = Files.walk(each)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
      } catch (IOException e) {
        System.err.println("stays behind: " + e);
      }
    }
  }

  /**
   * Where a program lies that {@code common/src/test/engines} builds: in its cache, or the PATH.
   */
  static Optional<Path> built(String program) {
    Map<String, String> environment = System.getenv();
    Path cache =
        Path.of(
            environment.getOrDefault(
                "XDG_CACHE_HOME", System.getProperty("user.home") + "/.cache"));
    Path built = cache.resolve("longhaul-engines").resolve(program);
    Optional<Path> found = Files.isExecutable(built) ? Optional.of(built) : onPath(program);
    if (found.isEmpty()) {
      System.err.println(
          "SKIPPED on %s: it is neither %s nor on the PATH (common/src/test/engines %s builds it)"
              .formatted(program, built, program));
    }
    return found;
  }

  /** Where a program lies on the PATH. */
  public static Optional<Path> onPath(String program) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    for (String folder : path.split(java.io.File.pathSeparator, -1)) {
      Path file = Path.of(folder, program);
      if (!folder.isEmpty() && Files.isExecutable(file)) return Optional.of(file);
    }
    return Optional.empty();
  }

  private static void awaitReady(Process process, String ready) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    Deque<String> last = new ArrayDeque<>();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      last.add(line);
      if (last.size() > LINES_KEPT) last.remove();
      if (line.contains(ready)) {
        // What nobody reads would block it in the end.
        Thread.ofVirtual().name("engine's output").start(() -> lines.lines().forEach(l -> {}));
        return;
      }
    }
    throw new IOException("the engine ended before it was ready: " + String.join("\n", last));
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
