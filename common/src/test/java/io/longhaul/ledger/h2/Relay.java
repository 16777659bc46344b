package io.longhaul.ledger.h2;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Stands between a client and a server on the loopback, and passes nothing on while it hangs. */
final class Relay implements AutoCloseable {
  private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final int server;
  private volatile CountDownLatch gate = new CountDownLatch(0);

  Relay(int server) throws IOException {
    this.server = server;
    Thread.ofVirtual().name("relay").start(this::accept);
  }

  int port() {
    return socket.getLocalPort();
  }

  void hang() {
    gate = new CountDownLatch(1);
  }

  void goOn() {
    gate.countDown();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        Socket behind = new Socket(InetAddress.getLoopbackAddress(), server);
        open.addAll(List.of(client, behind));
        Thread.ofVirtual().name("there").start(() -> pump(client, behind));
        Thread.ofVirtual().name("back").start(() -> pump(behind, client));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void pump(Socket from, Socket to) {
    byte[] bytes = new byte[8192];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      for (int got = in.read(bytes); got >= 0; got = in.read(bytes)) {
        gate.await();
        to.getOutputStream().write(bytes, 0, got);
      }
    } catch (IOException e) {
      return; // one of them went
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    goOn();
    socket.close();
    for (Socket each : open) each.close();
  }
}
