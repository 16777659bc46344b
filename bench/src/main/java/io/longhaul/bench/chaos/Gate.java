package io.longhaul.bench.chaos;

import io.longhaul.time.Time;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands before a server on loopback. Open, it hands on what comes and goes; shut, it breaks every
 * connection and accepts none, as a server that is stopped.
 */
final class Gate implements AutoCloseable {
  private final InetSocketAddress server;
  private final Time time;
  private final InetSocketAddress address;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private ServerSocket listening;

  /**
   * @param port the server's, on 127.0.0.1
   */
  Gate(int port, Time time) throws IOException {
    this.server = new InetSocketAddress(loopback(), port);
    this.time = time;
    this.listening = new ServerSocket(0, 50, loopback());
    this.address = new InetSocketAddress(loopback(), listening.getLocalPort());
    accept(listening);
  }

  private static InetAddress loopback() throws IOException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
  }

  int port() {
    return address.getPort();
  }

  synchronized void shut() throws IOException {
    listening.close();
    for (Socket socket : sockets) quietly(socket);
  }

  synchronized void open() throws IOException {
    if (!listening.isClosed()) return;
    ServerSocket again = new ServerSocket();
    again.setReuseAddress(true);
    again.bind(address, 50);
    listening = again;
    accept(again);
  }

  private void accept(ServerSocket from) {
    time.start(
        "gate",
        () -> {
          while (true) {
            try {
              join(from, from.accept());
            } catch (IOException e) {
              return; // shut
            }
          }
        });
  }

  private void join(ServerSocket from, Socket client) {
    sockets.add(client);
    Socket behind = new Socket();
    sockets.add(behind);
    try {
      behind.connect(server);
      client.setTcpNoDelay(true);
      behind.setTcpNoDelay(true);
    } catch (IOException e) {
      end(client, behind);
      return;
    }
    if (from.isClosed()) { // shut meanwhile, and these two were not yet known
      end(client, behind);
      return;
    }
    time.start("gate in", () -> pump(client, behind));
    time.start("gate out", () -> pump(behind, client));
  }

  private void pump(Socket from, Socket to) {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      in.transferTo(out);
    } catch (IOException e) {
      // broken, by either side or by us: both ends then
    } finally {
      end(from, to);
    }
  }

  private void end(Socket one, Socket other) {
    for (Socket socket : new Socket[] {one, other}) {
      sockets.remove(socket);
      quietly(socket);
    }
  }

  private static void quietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // it is of no use any more
    }
  }

  @Override
  public void close() throws IOException {
    shut();
  }
}
