package io.longhaul.engine;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** An instance metadata service of version 2, which says what it is told to say. */
public final class FakeImds implements AutoCloseable {
  private static final String TOKEN = "x-aws-ec2-metadata-token";
  private static final String DATA = "/latest/meta-data/";

  private final HttpServer server;
  private final Map<String, String> said = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final AtomicInteger tokens = new AtomicInteger();
  private volatile int failing;

  public FakeImds() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  /** That of an instance of a group. */
  public static FakeImds of(String instance, String group) throws IOException {
    return new FakeImds()
        .say("instance-id", instance)
        .say("instance-type", "m5.4xlarge")
        .say("placement/availability-zone", "us-east-1a")
        .say("placement/region", "us-east-1")
        .say("tags/instance/aws:autoscaling:groupName", group)
        .say("autoscaling/target-lifecycle-state", "InService");
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** What lies there from now on, below {@code meta-data/}. */
  public FakeImds say(String path, String text) {
    said.put(path, text);
    return this;
  }

  public FakeImds unsay(String path) {
    said.remove(path);
    return this;
  }

  /** All tokens that it has given are worth nothing any more. */
  public void forgetToken() {
    tokens.incrementAndGet();
  }

  /** The next so many requests are answered with 503. */
  public void fail(int requests) {
    failing = requests;
  }

  /** Method and path of each request. */
  public List<String> asked() {
    return List.copyOf(asked);
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    asked.add(exchange.getRequestMethod() + " " + path);
    if (failing > 0) {
      failing--;
      end(exchange, 503, "");
    } else if (path.equals("/latest/api/token")) {
      boolean right =
          exchange.getRequestMethod().equals("PUT")
              && exchange.getRequestHeaders().getFirst(TOKEN + "-ttl-seconds") != null;
      end(exchange, right ? 200 : 400, right ? token() : "");
    } else if (!token().equals(exchange.getRequestHeaders().getFirst(TOKEN))) {
      end(exchange, 401, "");
    } else {
      String text = path.startsWith(DATA) ? said.get(path.substring(DATA.length())) : null;
      end(exchange, text == null ? 404 : 200, text == null ? "" : text);
    }
  }

  private String token() {
    return "token-" + tokens.get();
  }

  private static void end(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
