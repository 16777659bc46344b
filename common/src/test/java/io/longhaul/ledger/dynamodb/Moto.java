package io.longhaul.ledger.dynamodb;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.awaitility.Awaitility;

/** A {@code moto_server} of our own on a free port of the loopback, where one is on the PATH. */
final class Moto implements AutoCloseable {
  private final Process process;
  private final URI endpoint;

  static Optional<File> installed() {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> new File(folder, "moto_server"))
        .filter(File::canExecute)
        .findFirst();
  }

  Moto(File server) throws IOException {
    int port = freePort();
    endpoint = URI.create("http://127.0.0.1:" + port);
    process =
        new ProcessBuilder(server.getPath(), "-H", "127.0.0.1", "-p", Integer.toString(port))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      Awaitility.await().atMost(Duration.ofSeconds(60)).until(this::ready);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  URI endpoint() {
    return endpoint;
  }

  private boolean ready() {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(endpoint.resolve("/moto-api/data.json")).build();
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** It may be a shim that has started the server: its children go with it. */
  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
  }
}
