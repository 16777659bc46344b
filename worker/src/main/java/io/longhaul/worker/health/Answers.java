package io.longhaul.worker.health;

import io.longhaul.worker.loop.Vitals;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.function.Supplier;

/**
 * The two pages of a worker, {@code /health} and {@code /metrics}.
 *
 * <p>A web page that a person on this machine has open can send requests here under a name of its
 * own that leads to loopback; such names are turned away, as is whatever names an origin.
 */
record Answers(Supplier<Vitals> vitals, Supplier<String> meters) {
  private static final List<String> HOSTS = List.of("127.0.0.1", "localhost", "[::1]");
  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

  void answer(HttpServerRequest request) {
    if (carriesBody(request)) {
      // not read: the connection ends with the answer
      request.response().endHandler(sent -> request.connection().close());
      say(request, 413, "a request has no body here");
    } else if (isForeign(request)) {
      say(request, 403, "this server answers to 127.0.0.1 and localhost, and to no web page");
    } else {
      switch (request.path() == null ? "" : request.path()) {
        case "/health" -> ifRead(request, () -> health(request));
        case "/metrics" -> ifRead(request, () -> send(request, 200, TEXT, meters.get()));
        default -> say(request, 404, "there are /health and /metrics");
      }
    }
  }

  private void health(HttpServerRequest request) {
    Vitals now = vitals.get();
    int status = now.hindrance().isEmpty() ? 200 : 503;
    send(request, status, "application/json", HealthJson.of(now) + "\n");
  }

  private static void ifRead(HttpServerRequest request, Runnable answer) {
    if (request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD)) {
      answer.run();
      return;
    }
    request.response().putHeader(HttpHeaders.ALLOW, "GET, HEAD");
    say(request, 405, "only GET and HEAD");
  }

  private static boolean carriesBody(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
        || length != null && !length.equals("0");
  }

  private static boolean isForeign(HttpServerRequest request) {
    List<String> hosts = request.headers().getAll(HttpHeaders.HOST);
    return request.headers().contains(HttpHeaders.ORIGIN)
        || hosts.size() != 1
        || !HOSTS.contains(withoutPort(hosts.getFirst()));
  }

  private static String withoutPort(String host) {
    return host.replaceFirst(":\\d{1,5}$", "");
  }

  private static void say(HttpServerRequest request, int status, String line) {
    send(request, status, "text/plain; charset=utf-8", line + "\n");
  }

  private static void send(HttpServerRequest request, int status, String type, String body) {
    HttpServerResponse response =
        request
            .response()
            .setStatusCode(status)
            .putHeader(HttpHeaders.CONTENT_TYPE, type)
            .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
            .putHeader("X-Content-Type-Options", "nosniff");
    var unused = response.end(body);
  }
}
