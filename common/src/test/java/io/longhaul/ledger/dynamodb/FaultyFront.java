package io.longhaul.ledger.dynamodb;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Stands before an engine, on the loopback, and spoils the answers that it is told to spoil. */
final class FaultyFront implements AutoCloseable {
  /** What becomes of one request. */
  sealed interface Fault {
    /** The engine never sees it. */
    record Instead(int status, String body) implements Fault {}

    /** The engine has done it, but its answer is lost. */
    record After(int status, String body) implements Fault {}

    /** The engine has done it, and the connection breaks. */
    record Cut() implements Fault {}
  }

  private final ExecutorService threads;
  private final HttpServer server;
  private final HttpClient client = HttpClient.newHttpClient();
  private final URI engine;
  private final Deque<Fault> faults = new ConcurrentLinkedDeque<>();
  private final List<String> targets = new CopyOnWriteArrayList<>();

  FaultyFront(URI engine) throws IOException {
    this(engine, Executors.newVirtualThreadPerTaskExecutor());
  }

  private FaultyFront(URI engine, ExecutorService threads) throws IOException {
    this.engine = engine;
    this.threads = threads;
    this.server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** The engine never has two requests at once. */
  static FaultyFront oneAtATime(URI engine) throws IOException {
    return new FaultyFront(engine, Executors.newSingleThreadExecutor());
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The next requests meet these, one each; those after them go through. */
  void next(Fault... next) {
    targets.clear();
    faults.addAll(List.of(next));
  }

  /** The faults that nobody met are forgotten. */
  void clear() {
    faults.clear();
  }

  static String error(String type) {
    return "{\"__type\":\"com.amazonaws.dynamodb.v20120810#%s\",\"message\":\"as told\"}"
        .formatted(type);
  }

  /** The requests since the last {@link #next}, by what they ask for. */
  List<String> targets() {
    return targets;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
      targets.add(target.substring(target.indexOf('.') + 1));
      switch (faults.poll()) {
        case null -> {
          HttpResponse<byte[]> answer = forward(exchange, body);
          answer(exchange, answer.statusCode(), answer.body());
        }
        case Fault.Instead(int status, String said) -> answer(exchange, status, utf8(said));
        case Fault.After(int status, String said) -> {
          forward(exchange, body);
          answer(exchange, status, utf8(said));
        }
        // Closed without an answer.
        case Fault.Cut _ -> forward(exchange, body);
      }
    }
  }

  private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(engine).POST(HttpRequest.BodyPublishers.ofByteArray(body));
    for (String name : List.of("Authorization", "Content-Type", "X-Amz-Target", "X-Amz-Date")) {
      String value = exchange.getRequestHeaders().getFirst(name);
      if (value != null) request.header(name, value);
    }
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdown();
    client.close();
  }
}
