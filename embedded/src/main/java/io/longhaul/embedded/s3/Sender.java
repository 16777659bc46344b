package io.longhaul.embedded.s3;

import com.sun.net.httpserver.HttpExchange;
import io.longhaul.embedded.hooks.Caught;
import io.longhaul.embedded.s3.call.Reply;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.atomic.AtomicLong;

/** Sends one reply over one exchange, exactly as long as it says. */
final class Sender {
  private static final int BUFFER = 1 << 16;
  private static final AtomicLong REQUESTS = new AtomicLong();

  private final HttpExchange exchange;

  Sender(HttpExchange exchange) {
    this.exchange = exchange;
  }

  String resource() {
    String path = exchange.getRequestURI().getRawPath();
    return path == null ? "/" : path;
  }

  void send(Reply reply, Caught caught) throws IOException {
    var headers = exchange.getResponseHeaders();
    reply.headers().forEach(headers::set);
    headers.set("Server", "longhaul-embedded");
    headers.set("x-amz-request-id", Long.toString(REQUESTS.incrementAndGet(), 36));
    boolean isHead = exchange.getRequestMethod().equals("HEAD");
    switch (reply.body()) {
      case Reply.Body.None none -> {
        if (isHead && reply.status() < 300) {
          headers.set("Content-Length", Long.toString(none.promised()));
        }
        exchange.sendResponseHeaders(reply.status(), -1);
      }
      case Reply.Body.Bytes document -> {
        byte[] bytes = document.bytes();
        exchange.sendResponseHeaders(reply.status(), isHead ? -1 : bytes.length);
        if (!isHead) exchange.getResponseBody().write(bytes);
      }
      case Reply.Body.Slice slice -> {
        long length = slice.length();
        exchange.sendResponseHeaders(reply.status(), length == 0 ? -1 : length);
        if (length > 0) copy(slice, caught.body(exchange.getResponseBody()));
      }
    }
  }

  private static void copy(Reply.Body.Slice slice, OutputStream out) throws IOException {
    FileChannel in = slice.object().content();
    byte[] bytes = new byte[(int) Math.min(BUFFER, slice.length())];
    for (long done = 0; done < slice.length(); ) {
      int most = (int) Math.min(bytes.length, slice.length() - done);
      int got = in.read(ByteBuffer.wrap(bytes, 0, most), slice.from() + done);
      if (got < 0) throw new IOException("object shrank while it was sent");
      out.write(bytes, 0, got);
      done += got;
    }
    out.close();
  }
}
