package io.longhaul.embedded.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class QueueServerTest {
  private final HttpClient http = HttpClient.newHttpClient();

  /** Whoever has the port would else be asked to make queues, and waited for. */
  @Test
  @Timeout(15)
  void a_port_that_somebody_else_has_is_named() throws Exception {
    try (var other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      int port = other.getLocalPort();
      assertThatThrownBy(() -> QueueServer.start("test", port))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("no queues on 127.0.0.1:" + port);
    }
  }

  /** A worker that is told of no such queue ends: the stack would not be deployed. */
  @Test
  void whoever_finds_the_port_open_finds_the_queues_there() throws Exception {
    int port = freePort();
    CompletableFuture<QueueServer> starting =
        CompletableFuture.supplyAsync(() -> {
          try {
            return QueueServer.start("test", port);
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
        });
    try {
      for (String tier : new String[] {"large", "medium", "small", "dead"}) {
        assertThat(firstAnswer(port, "longhaul-test-" + tier)).contains("longhaul-test-" + tier);
      }
    } finally {
      starting.join().close();
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  /** Asks again for as long as nobody listens. */
  private String firstAnswer(int port, String queue) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    "http://127.0.0.1:%d/?Action=GetQueueUrl&QueueName=%s".formatted(port, queue)))
            .build();
    while (true) {
      try {
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
      } catch (ConnectException e) {
        Thread.onSpinWait();
      }
    }
  }
}
