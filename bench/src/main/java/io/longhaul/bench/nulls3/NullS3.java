package io.longhaul.bench.nulls3;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Lists keys that nobody stored and takes copies that it forgets, on a free port of the loopback.
 *
 * <p>The bucket {@code keys-N} holds N objects of 100 bytes; every other bucket is empty, whatever
 * was copied to it. Signatures and conditions are not looked at.
 */
public final class NullS3 implements AutoCloseable {
  private static final String SOURCE = "keys-";

  /** Where an embedded cloud is asked about the folders behind its buckets: here are none. */
  private static final String ADMINISTRATION = "_longhaul";

  private static final int THREADS = 64;
  private static final String COPIED =
      "<CopyObjectResult><LastModified>2026-11-01T00:00:00.000Z</LastModified>"
          + "<ETag>&quot;0123456789abcdef0123456789abcdef&quot;</ETag></CopyObjectResult>";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final LongAdder listings = new LongAdder();
  private final LongAdder copies = new LongAdder();

  static {
    // Without it the JDK's server lets each small answer wait for the acknowledgement of another.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  public NullS3() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  public long listings() {
    return listings.sum();
  }

  public long copies() {
    return copies.sum();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
      String path = exchange.getRequestURI().getPath().replaceFirst("^/", "");
      int slash = path.indexOf('/');
      String bucket = slash < 0 ? path : path.substring(0, slash);
      boolean object = slash >= 0 && slash < path.length() - 1;
      switch (exchange.getRequestMethod()) {
        case "GET" -> get(exchange, bucket);
        case "HEAD" -> head(exchange, object && !bucket.startsWith(SOURCE) ? 404 : 200);
        case "PUT" -> put(exchange);
        case "DELETE" -> send(exchange, 204, "");
        default -> send(exchange, 501, "");
      }
    }
  }

  private void get(HttpExchange exchange, String bucket) throws IOException {
    if (bucket.isEmpty()) send(exchange, 501, "");
    else if (bucket.equals(ADMINISTRATION)) send(exchange, 404, "");
    else list(exchange, bucket);
  }

  private void list(HttpExchange exchange, String bucket) throws IOException {
    listings.increment();
    Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
    long count = bucket.startsWith(SOURCE) ? Long.parseLong(bucket.substring(SOURCE.length())) : 0;
    int most = Integer.parseInt(query.getOrDefault("max-keys", "1000"));
    send(exchange, 200, Listing.page(bucket, count, query, most));
  }

  private static Map<String, String> query(@Nullable String raw) {
    Map<String, String> query = new HashMap<>();
    if (raw == null) return query;
    for (String pair : raw.split("&")) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      query.put(name, URLDecoder.decode(value, StandardCharsets.UTF_8));
    }
    return query;
  }

  private void put(HttpExchange exchange) throws IOException {
    boolean copy = exchange.getRequestHeaders().containsKey("x-amz-copy-source");
    if (copy) copies.increment();
    exchange.getResponseHeaders().set("ETag", "\"0123456789abcdef0123456789abcdef\"");
    send(exchange, 200, copy ? COPIED : "");
  }

  private static void head(HttpExchange exchange, int status) throws IOException {
    exchange.getResponseHeaders().set("ETag", Listing.ETAG);
    exchange.sendResponseHeaders(status, -1);
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
