package io.longhaul.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** The three ports of a cloud; 0 where any will do. */
public record Ports(int sqs, int s3, int ledger) {
  public static final Ports FREE = new Ports(0, 0, 0);

  public Ports {
    for (int port : new int[] {sqs, s3, ledger}) {
      if (port < 0 || port > 65_535) throw new IllegalArgumentException("port: " + port);
    }
  }

  /** Each of ours if it is given, else the other's. */
  Ports or(Ports other) {
    return new Ports(
        sqs != 0 ? sqs : other.sqs, s3 != 0 ? s3 : other.s3, ledger != 0 ? ledger : other.ledger);
  }

  /** The same ports as far as nobody listens there, free ones instead of the others. */
  Ports available() {
    return new Ports(available(sqs), available(s3), available(ledger));
  }

  private static int available(int port) {
    if (port != 0) {
      try {
        return bind(port);
      } catch (IOException e) {
        // taken: any other will do
      }
    }
    try {
      return bind(0);
    } catch (IOException e) {
      throw new UncheckedIOException("no free port on 127.0.0.1", e);
    }
  }

  private static int bind(int port) throws IOException {
    try (var socket = new ServerSocket()) {
      var loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
      socket.bind(new InetSocketAddress(loopback, port));
      return socket.getLocalPort();
    }
  }
}
