package io.longhaul.engine;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A server that says whatever a test wants, byte by byte, and keeps what it was asked. */
public final class RawServer implements AutoCloseable {
  private final ServerSocket socket;
  private final Handler handler;
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  public RawServer(Handler handler) {
    this.handler = handler;
    try {
      socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().name("raw server").start(this::accept);
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort());
  }

  /** All requests so far that were read to their end. */
  public List<Request> requests() {
    return List.copyOf(requests);
  }

  /** The request lines and headers of all requests so far, in lower case. */
  public List<String> heads() {
    return requests.stream().map(request -> lower(request.head())).toList();
  }

  /** How many connections there have been. */
  public int connections() {
    return open.size();
  }

  /** Says nothing until the server is closed. */
  public void stall() throws InterruptedException {
    closed.await();
  }

  /** An answer with a length that is right. */
  public static byte[] answer(String status, String headers, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String head =
        "HTTP/1.1 %s\r\nDate: Mon, 02 Nov 2026 08:00:00 GMT\r\n%sContent-Length: %d\r\n\r\n%s";
    return head.formatted(status, headers, bytes.length, body).getBytes(StandardCharsets.UTF_8);
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        open.add(connection);
        Thread.ofVirtual().name("raw connection").start(() -> serve(connection));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      InputStream in = new BufferedInputStream(connection.getInputStream());
      Wire wire = new Wire(connection, in);
      for (int request = 1; begins(in); request++) {
        if (!handler.begun(request, wire)) return;
        String head = head(in);
        requests.add(new Request(head, in.readNBytes(length(lower(head)))));
        if (!handler.answer(requests.size(), lower(head), wire)) return;
      }
    } catch (IOException e) {
      return; // the client went: its right
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for a first byte, and leaves it where it is. */
  private static boolean begins(InputStream in) throws IOException {
    in.mark(1);
    boolean there = in.read() >= 0;
    in.reset();
    return there;
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    for (int b = in.read(); b >= 0; b = in.read()) {
      head.append((char) b);
      if (head.length() >= 4 && head.substring(head.length() - 4).equals("\r\n\r\n")) break;
    }
    return head.toString();
  }

  private static int length(String head) {
    for (String line : head.split("\r\n", -1)) {
      if (line.startsWith("content-length:")) return Integer.parseInt(line.substring(15).strip());
    }
    return 0;
  }

  private static String lower(String head) {
    return head.toLowerCase(Locale.ROOT);
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    socket.close();
    for (Socket connection : open) connection.close();
  }

  /** What was asked, as it was sent. */
  public record Request(String head, byte[] body) {}

  /** Answers one request. */
  @FunctionalInterface
  public interface Handler {
    /**
     * @param number 1 for the first request to this server
     * @param head the request line and the headers, in lower case
     * @return whether the connection stays open
     */
    boolean answer(int number, String head, Wire out) throws IOException, InterruptedException;

    /**
     * Is told that a request has begun, before any of it is read.
     *
     * @param request 1 for the first of its connection
     * @return whether it is read and answered
     */
    default boolean begun(int request, Wire out) throws IOException, InterruptedException {
      return true;
    }
  }
}
