package io.longhaul.privilege;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Stands before a server of AWS's protocols, of both planes, and denies one caller what its policy
 * does not allow, as IAM would; all others may do everything.
 */
final class AllowList implements AutoCloseable {
  private static final Set<String> OUR_OWN =
      Set.of("host", "content-length", "connection", "expect", "upgrade", "transfer-encoding");

  private final URI behind;
  private final String caller;
  private final HttpServer server;
  private final HttpClient client = HttpClient.newHttpClient();
  final Queue<Call> made = new ConcurrentLinkedQueue<>();
  final Queue<Call> denied = new ConcurrentLinkedQueue<>();
  private volatile Predicate<Call> allows = call -> false;

  /** Told of each call that is allowed, before it is made. */
  volatile Consumer<Call> whenAllowed = call -> {};

  AllowList(URI behind, String caller) throws IOException {
    this.behind = behind;
    this.caller = caller;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** From now on, and nothing of before is remembered. */
  void allow(Predicate<Call> policy) {
    made.clear();
    denied.clear();
    allows = policy;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Headers headers = exchange.getRequestHeaders();
      byte[] body = exchange.getRequestBody().readAllBytes();
      String authorization = String.valueOf(headers.getFirst("Authorization"));
      boolean judged = authorization.contains("Credential=" + caller + "/");
      URI uri = exchange.getRequestURI();
      String method = exchange.getRequestMethod();
      if (judged && !allowed(Calls.of(method, uri, headers, body))) {
        refuse(exchange, headers.containsKey("X-Amz-Target"));
        return;
      }
      HttpResponse<byte[]> answer =
          client.send(forwarded(exchange, body), BodyHandlers.ofByteArray());
      Headers told = exchange.getResponseHeaders();
      answer
          .headers()
          .map()
          .forEach((name, values) -> {
            if (!OUR_OWN.contains(name)
                || (method.equals("HEAD") && name.equals("content-length"))) {
              told.put(name, values);
            }
          });
      if (judged && !allowed(Calls.told(method, uri, told))) {
        refuse(exchange, false);
        return;
      }
      byte[] content = asS3Says(uri, answer.body());
      boolean empty = method.equals("HEAD") || content.length == 0;
      exchange.sendResponseHeaders(answer.statusCode(), empty ? -1 : content.length);
      if (!empty) exchange.getResponseBody().write(content);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      denied.add(new Call("not understood", String.valueOf(e), "", exchange.getRequestURI() + ""));
      throw e;
    }
  }

  /** moto 5.2.5 gives what is said of an upload another name than S3 does. */
  private static byte[] asS3Says(URI uri, byte[] body) {
    if (!String.valueOf(uri.getQuery()).contains("uploadId=")) return body;
    return new String(body, StandardCharsets.UTF_8)
        .replace("ListPartsResponse", "ListPartsResult")
        .replace("CompleteMultipartUploadResponse", "CompleteMultipartUploadResult")
        .getBytes(StandardCharsets.UTF_8);
  }

  private boolean allowed(List<Call> calls) {
    boolean all = true;
    for (Call call : calls) {
      boolean allowed = allows.test(call);
      if (allowed) whenAllowed.accept(call);
      (allowed ? made : denied).add(call);
      all &= allowed;
    }
    return all;
  }

  private HttpRequest forwarded(HttpExchange exchange, byte[] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(behind.resolve(exchange.getRequestURI().toString()))
            .method(
                exchange.getRequestMethod(),
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> {
          if (OUR_OWN.contains(name.toLowerCase(Locale.ROOT))) return;
          for (String value : values) request.header(name, value);
        });
    return request.build();
  }

  private static void refuse(HttpExchange exchange, boolean json) throws IOException {
    boolean head = exchange.getRequestMethod().equals("HEAD");
    byte[] body =
        (json
                ? "{\"__type\":\"com.amazon.coral.service#AccessDeniedException\",\"message\":\"no\"}"
                : "<Error><Code>AccessDenied</Code><Message>no</Message></Error>")
            .getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().clear();
    exchange.sendResponseHeaders(403, head ? -1 : body.length);
    if (!head) exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
    client.close();
  }
}
