package io.longhaul.worker.health;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.longhaul.time.SystemTime;
import io.longhaul.unit.WorkerId;
import io.longhaul.worker.loop.Vitals;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A worker's two pages, asked as a program on its machine would, and as one would that must not.
 */
@Timeout(20)
class HealthServerTest {
  private static final Instant UNTIL = Instant.parse("2026-11-02T08:01:00Z");
  private static final Vitals WELL = vitals(true, true, false, Optional.empty());

  private Vitals vitals = WELL;
  private final HealthServer server =
      new HealthServer(new SystemTime(), () -> vitals, () -> "longhaul_worker_held 3.0\n");

  @AfterEach
  void close() {
    server.close();
  }

  private static Vitals vitals(
      boolean live, boolean ledgerAnswers, boolean draining, Optional<String> stopped) {
    return new Vitals(
        Optional.of(new Vitals.Session(new WorkerId("worker-1"), UNTIL, live)),
        new Vitals.Work(3, Optional.of(UNTIL.minusSeconds(50)), Optional.empty()),
        ledgerAnswers,
        draining,
        stopped);
  }

  private static CompletableFuture<Integer> start(HealthServer server, int port) {
    CompletableFuture<Integer> listens = new CompletableFuture<>();
    boolean begins = server.start(port, listener(listens));
    if (!begins) listens.cancel(false);
    return listens;
  }

  private static HealthServer.Listener listener(CompletableFuture<Integer> listens) {
    return new HealthServer.Listener() {
      @Override
      public void listens(int at) {
        listens.complete(at);
      }

      @Override
      public void failed(Throwable why) {
        listens.completeExceptionally(why);
      }
    };
  }

  /** What is sent as it stands, and all that comes back until the server ends the connection. */
  private static String sent(int port, String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }

  private static String asked(int port, String line, String... headers) throws IOException {
    return sent(
        port,
        line + " HTTP/1.1\r\nConnection: close\r\n" + String.join("\r\n", headers) + "\r\n\r\n");
  }

  private static String get(int port, String path) throws IOException {
    return asked(port, "GET " + path, "Host: localhost:" + port);
  }

  private static JsonNode json(String answer) throws IOException {
    return new ObjectMapper().readTree(answer.substring(answer.indexOf("\r\n\r\n") + 4));
  }

  @Test
  void a_worker_that_works_says_so_with_what_it_holds() throws Exception {
    String answer = get(start(server, 0).get(), "/health");
    assertThat(answer).startsWith("HTTP/1.1 200 ").containsIgnoringCase("no-store");
    assertThat(json(answer))
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {"alive": true, "ready": true, "why": null, "draining": false,
                     "ledger": "open",
                     "session":
                         {"worker": "worker-1", "until": "2026-11-02T08:01:00Z", "live": true},
                     "held": 3, "lastClaim": "2026-11-02T08:00:10Z", "lastSettle": null}\
                    """));
  }

  @Test
  void one_that_takes_on_nothing_answers_503_and_why() throws Exception {
    int port = start(server, 0).get();
    vitals = vitals(true, false, false, Optional.empty());
    assertThat(get(port, "/health")).startsWith("HTTP/1.1 503 ").contains("does not answer");
    vitals = vitals(false, true, false, Optional.empty());
    assertThat(get(port, "/health")).startsWith("HTTP/1.1 503 ").contains("session is over");
    vitals = vitals(true, true, true, Optional.empty());
    String draining = get(port, "/health");
    assertThat(draining).startsWith("HTTP/1.1 503 ");
    assertThat(json(draining).get("draining").asBoolean()).isTrue();
    assertThat(json(draining).get("alive").asBoolean()).isTrue();
    vitals = vitals(true, true, true, Optional.of("no access"));
    assertThat(json(get(port, "/health")).get("alive").asBoolean()).isFalse();
  }

  @Test
  void meters_come_as_prometheus_reads_them() throws Exception {
    assertThat(get(start(server, 0).get(), "/metrics"))
        .startsWith("HTTP/1.1 200 ")
        .contains("text/plain; version=0.0.4")
        .endsWith("\r\n\r\nlonghaul_worker_held 3.0\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "[::1]"})
  void names_of_loopback_are_answered(String host) throws Exception {
    int port = start(server, 0).get();
    assertThat(asked(port, "GET /health", "Host: " + host)).startsWith("HTTP/1.1 200 ");
    assertThat(asked(port, "GET /health", "Host: " + host + ":" + port))
        .startsWith("HTTP/1.1 200 ");
  }

  /** A name of its own that leads to 127.0.0.1 is how a web page would get here. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: attacker.example",
        "Host: 127.0.0.1.attacker.example",
        "Host: localhost:80@attacker.example",
        "Host: ",
        "X-Host: localhost",
        "Host: localhost\r\nHost: attacker.example",
        "Host: localhost\r\nOrigin: http://attacker.example"
      })
  void all_other_names_and_any_web_page_are_turned_away(String headers) throws Exception {
    assertThat(asked(start(server, 0).get(), "GET /health", headers))
        .matches("(?s)HTTP/1\\.1 40[03] .*")
        .doesNotContain("worker-1");
  }

  @Test
  void there_is_nothing_else_and_nothing_can_be_written() throws Exception {
    int port = start(server, 0).get();
    String host = "Host: localhost";
    assertThat(asked(port, "GET /", host)).startsWith("HTTP/1.1 404 ");
    assertThat(asked(port, "GET /health/../etc/passwd", host)).startsWith("HTTP/1.1 404 ");
    assertThat(asked(port, "DELETE /health", host))
        .startsWith("HTTP/1.1 405 ")
        .containsIgnoringCase("allow: GET, HEAD");
    assertThat(asked(port, "HEAD /health", host)).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\n");
  }

  @Test
  void a_request_has_its_bounds() throws Exception {
    int port = start(server, 0).get();
    String host = "Host: localhost";
    assertThat(asked(port, "POST /health", host, "Content-Length: 10000000000"))
        .startsWith("HTTP/1.1 413 ");
    assertThat(asked(port, "POST /health", host, "Transfer-Encoding: chunked"))
        .startsWith("HTTP/1.1 413 ");
    assertThat(asked(port, "GET /health?" + "x".repeat(2_000), host))
        .matches("(?s)HTTP/1.. 414 .*");
    assertThat(asked(port, "GET /health", host, "X-Long: " + "x".repeat(20_000)))
        .matches("(?s)HTTP/1.. 431 .*");
    assertThat(get(port, "/health")).as("and goes on").startsWith("HTTP/1.1 200 ");
  }

  @Test
  void it_is_not_to_be_reached_from_elsewhere() throws Exception {
    int port = start(server, 0).get();
    List<InetAddress> others =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(address -> !address.isLoopbackAddress())
            .toList();
    for (InetAddress address : others) {
      assertThatExceptionOfType(IOException.class)
          .as("%s", address)
          .isThrownBy(() -> new Socket(address, port).close());
    }
  }

  @Test
  void a_port_that_is_taken_is_told() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatExceptionOfType(ExecutionException.class)
          .isThrownBy(() -> start(server, taken.getLocalPort()).get())
          .withMessageContaining("in use");
    }
  }

  @Test
  void its_port_is_free_again_once_it_is_closed_however_often() throws Exception {
    int port = start(server, 0).get();
    server.close();
    server.close();
    assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> get(port, "/health"));
    assertThat(start(server, 0)).as("closed is closed").isCancelled();
  }

  @Test
  void closed_before_it_was_begun_it_never_begins() {
    server.close();
    assertThat(start(server, 0)).isCancelled();
  }

  @Test
  void beginning_twice_is_beginning_once() throws Exception {
    int port = start(server, 0).get();
    assertThat(start(server, 0)).isCancelled();
    assertThat(get(port, "/health")).startsWith("HTTP/1.1 200 ");
  }
}
