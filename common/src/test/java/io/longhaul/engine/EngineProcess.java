package io.longhaul.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

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
