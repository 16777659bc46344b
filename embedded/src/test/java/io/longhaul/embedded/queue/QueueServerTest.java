package io.longhaul.embedded.queue;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class QueueServerTest {
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
}
