package io.longhaul.fleet;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands before a server on the loopback; while it is shut it is as if that were not there. */
final class Gate implements AutoCloseable {
  private final int server;
  private final int port;
  private final List<Socket> passing = new CopyOnWriteArrayList<>();
  private ServerSocket socket;

  Gate(int server) throws IOException {
    this.server = server;
    this.socket = listening(0);
    this.port = socket.getLocalPort();
    accept(socket);
  }

  int port() {
    return port;
  }

  /** Cuts what passes, and refuses what comes. */
  void shut() throws IOException {
    socket.close();
    for (Socket each : passing) each.close();
    passing.clear();
  }

  void open() throws IOException {
    socket = listening(port);
    accept(socket);
  }

  private static ServerSocket listening(int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    socket.setReuseAddress(true);
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    return socket;
  }

  private void accept(ServerSocket from) {
    Thread.ofVirtual()
        .name("gate")
        .start(() -> {
          while (!from.isClosed()) pass(from);
        });
  }

  private void pass(ServerSocket from) {
    Socket client;
    try {
      client = from.accept();
    } catch (IOException e) {
      return; // it was shut
    }
    passing.add(client);
    try {
      Socket behind = new Socket(InetAddress.getLoopbackAddress(), server);
      passing.add(behind);
      // shut meanwhile: whatever was added too late is closed here
      if (from.isClosed()) shutLate(client, behind);
      Thread.ofVirtual().name("there").start(() -> pump(client, behind));
      Thread.ofVirtual().name("back").start(() -> pump(behind, client));
    } catch (IOException e) {
      refuse(client); // the server is gone
    }
  }

  private static void refuse(Socket client) {
    try {
      client.close();
    } catch (IOException e) {
      // nobody holds on to it any more
    }
  }

  private static void shutLate(Socket client, Socket behind) throws IOException {
    client.close();
    behind.close();
  }

  private void pump(Socket from, Socket to) {
    byte[] bytes = new byte[8192];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      for (int got = in.read(bytes); got >= 0; got = in.read(bytes)) {
        to.getOutputStream().write(bytes, 0, got);
      }
    } catch (IOException e) {
      return; // one of them went
    } finally {
      passing.removeAll(List.of(from, to));
    }
  }

  @Override
  public void close() throws IOException {
    shut();
  }
}
