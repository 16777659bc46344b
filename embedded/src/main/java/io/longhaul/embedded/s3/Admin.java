package io.longhaul.embedded.s3;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import io.longhaul.embedded.hooks.Hook;
import io.longhaul.embedded.hooks.HookJson;
import io.longhaul.embedded.hooks.Hooks;
import io.longhaul.embedded.s3.protocol.Query;
import io.longhaul.embedded.s3.protocol.S3Failure;
import io.longhaul.embedded.s3.store.FolderStore;
import io.longhaul.embedded.s3.store.LeftOut;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Hooks, counters and what is left out, over HTTP, for who has the session's secret.
 *
 * <pre>
 * POST   /_longhaul/hooks                 a rule (HookJson); answers it with its id
 * GET    /_longhaul/hooks                 all of them, with what they caught and hold now
 * GET    /_longhaul/hooks/ID?held=N&amp;caught=M&amp;seconds=S   waits for that, then answers
 * DELETE /_longhaul/hooks                 releases and removes all
 * DELETE /_longhaul/hooks/ID?seconds=S    likewise; waits until what it caught is answered
 * GET    /_longhaul/left-out?bucket=B&amp;prefix=P&amp;until=T   what lies there, came before T (milliseconds
 *                                   since 1970) and is no object
 * GET    /_longhaul/stats                 requests by bucket, call, status
 * DELETE /_longhaul/stats                 begins anew
 * </pre>
 *
 * <p>Every request carries the secret in {@value #SECRET_HEADER}.
 */
final class Admin {
  static final String SECRET_HEADER = "x-longhaul-secret";
  private static final String PREFIX = "/_longhaul/";
  private static final int MOST_BYTES = 1 << 16;
  private static final int MOST_SECONDS = 60;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final byte[] secret;
  private final Hooks hooks;
  private final Stats stats;
  private final FolderStore store;

  Admin(String secret, Hooks hooks, Stats stats, FolderStore store) {
    this.secret = secret.getBytes(StandardCharsets.UTF_8);
    this.hooks = hooks;
    this.stats = stats;
    this.store = store;
  }

  static boolean isFor(HttpExchange exchange) {
    return exchange.getRequestURI().getRawPath().startsWith(PREFIX);
  }

  void answer(HttpExchange exchange) throws IOException {
    String given = exchange.getRequestHeaders().getFirst(SECRET_HEADER);
    if (given == null || !MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), secret)) {
      throw S3Failure.accessDenied(SECRET_HEADER + " is missing or wrong");
    }
    String path = exchange.getRequestURI().getRawPath().substring(PREFIX.length());
    String request = exchange.getRequestMethod() + " " + path;
    try {
      send(exchange, reply(exchange, request, path));
    } catch (IllegalArgumentException | JsonProcessingException e) {
      throw S3Failure.invalidArgument(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private JsonNode reply(HttpExchange exchange, String request, String path)
      throws IOException, InterruptedException {
    switch (request) {
      case "POST hooks" -> {
        byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES);
        Hook hook = hooks.add(HookJson.read(JSON.readTree(body)));
        return HookJson.write(hook, hook.state());
      }
      case "GET hooks" -> {
        return all();
      }
      case "DELETE hooks" -> {
        hooks.clear();
        return all();
      }
      case "GET left-out" -> {
        return leftOut(new Query(exchange.getRequestURI().getRawQuery()));
      }
      case "GET stats" -> {
        return stats.json();
      }
      case "DELETE stats" -> {
        stats.reset();
        return stats.json();
      }
      default -> {
        return one(exchange, path);
      }
    }
  }

  private ObjectNode all() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    var list = json.putArray("hooks");
    for (Hook hook : hooks.all()) list.add(HookJson.write(hook, hook.state()));
    return json;
  }

  private ObjectNode leftOut(Query query) throws IOException {
    String bucket = query.text("bucket");
    String prefix = query.text("prefix");
    if (bucket == null) throw new IllegalArgumentException("bucket: it is needed");
    LeftOut found =
        store.bucket(bucket).leftOut(prefix == null ? "" : prefix, until(query.text("until")));
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("names", found.names()).put("links", found.links()).put("others", found.others());
    found.examples().forEach(json.putArray("examples")::add);
    return json;
  }

  private static Instant until(@Nullable String millis) {
    return millis == null || millis.isEmpty()
        ? Instant.MAX
        : Instant.ofEpochMilli(Long.parseLong(millis));
  }

  private ObjectNode one(HttpExchange exchange, String path) throws InterruptedException {
    Hook hook =
        path.startsWith("hooks/")
            ? hooks.find(path.substring("hooks/".length())).orElse(null)
            : null;
    if (hook == null) throw new S3Failure(404, "NoSuchHook", path);
    var query = new Query(exchange.getRequestURI().getRawQuery());
    if (exchange.getRequestMethod().equals("DELETE")) {
      hooks.remove(hook);
      int seconds = Math.min(query.number("seconds", 0), MOST_SECONDS);
      return HookJson.write(hook, hook.awaitAnswered(Duration.ofSeconds(seconds)));
    }
    int seconds = Math.min(query.number("seconds", 30), MOST_SECONDS);
    Hook.State state =
        hook.await(query.number("held", 0), query.number("caught", 0), Duration.ofSeconds(seconds));
    return HookJson.write(hook, state);
  }

  private static void send(HttpExchange exchange, JsonNode json) throws IOException {
    byte[] bytes = JSON.writeValueAsBytes(json);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
