package io.longhaul.worker.host;

import io.longhaul.time.Time;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The instance metadata service, version 2: what EC2 tells an instance of itself.
 *
 * <p>Each answer is waited for for a second, in three tries; no proxy is asked and nothing is
 * followed, for the service is one hop away. For one thread at a time.
 */
final class Imds implements AutoCloseable {
  /** The service is on this very machine's host, and answers within milliseconds. */
  private static final Duration LONGEST = Duration.ofSeconds(1);

  private static final int TRIES = 3;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

  /** The longest that a token lives: six hours. */
  private static final String TOKEN_SECONDS = "21600";

  private static final Duration TOKEN_USED = Duration.ofHours(5);

  /** What it tells is a word, or a list of a few events. */
  private static final int LARGEST = 64 * 1024;

  private static final int OK = 200;
  private static final int UNAUTHORIZED = 401;
  private static final int NOT_FOUND = 404;

  private final URI at;
  private final Time time;
  private final HttpClient http;
  private @Nullable String token;
  private long tokenUntil;

  Imds(URI at, Time time) {
    this.at = at;
    this.time = time;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(LONGEST)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(HttpClient.Builder.NO_PROXY)
            .build();
  }

  /**
   * What lies below {@code /latest/meta-data/} there; empty: nothing does.
   *
   * @throws ImdsSilent if that is not known
   */
  synchronized Optional<String> read(String path) throws InterruptedException {
    Duration pause = FIRST_PAUSE;
    for (int tried = 1; ; tried++) {
      String why;
      try {
        HttpResponse<String> answer =
            send("meta-data/" + path, "GET", "X-aws-ec2-metadata-token", token());
        if (answer.statusCode() == OK) return Optional.of(answer.body().strip());
        if (answer.statusCode() == NOT_FOUND) return Optional.empty();
        if (answer.statusCode() == UNAUTHORIZED) token = null; // it has forgotten the token
        why = "it answers " + answer.statusCode();
      } catch (IOException e) {
        why = e.toString();
      }
      if (tried == TRIES) {
        throw new ImdsSilent("instance metadata at %s, %s: %s".formatted(at, path, why));
      }
      time.sleep(pause);
      pause = pause.multipliedBy(2);
    }
  }

  private String token() throws IOException, InterruptedException {
    String known = token;
    if (known != null && tokenUntil - time.nanos() > 0) return known;
    HttpResponse<String> answer =
        send("api/token", "PUT", "X-aws-ec2-metadata-token-ttl-seconds", TOKEN_SECONDS);
    if (answer.statusCode() != OK) {
      throw new IOException("it gives no token, but answers " + answer.statusCode());
    }
    tokenUntil = time.nanos() + TOKEN_USED.toNanos();
    token = answer.body().strip();
    return token;
  }

  private HttpResponse<String> send(String path, String method, String header, String value)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(at.resolve("/latest/" + path))
            .timeout(LONGEST)
            .header(header, value)
            .method(method, BodyPublishers.noBody())
            .build();
    return http.send(request, BodyHandlers.limiting(BodyHandlers.ofString(), LARGEST));
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
