package io.longhaul.fleet;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.longhaul.aws.AwsPlace;
import io.longhaul.aws.AwsSettings;
import io.longhaul.aws.stack.AwsStacks;
import io.longhaul.commands.Longhaul;
import io.longhaul.commands.Longhaul.Ended;
import io.longhaul.s3.Conditions;
import io.longhaul.s3.ObjectStore;
import io.longhaul.s3.StoreException;
import io.longhaul.s3.sdk.SdkEngine;
import io.longhaul.stack.LocalCloud;
import io.longhaul.stack.Stack;
import io.longhaul.stack.StackSettings;
import io.longhaul.time.Deadline;
import io.longhaul.time.SystemTime;
import io.longhaul.time.Time;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An embedded cloud in a process of its own, the hooks of its object store, and its folders. */
final class Cloud implements AutoCloseable {
  static final String STACK = "default";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Time TIME = new SystemTime();

  private final Longhaul longhaul;
  private final Path state;
  private final LocalCloud described;
  private final HttpClient http = HttpClient.newHttpClient();

  private Cloud(Longhaul longhaul, Path state, LocalCloud described) {
    this.longhaul = longhaul;
    this.state = state;
    this.described = described;
  }

  static Cloud up(Path folder) throws IOException, InterruptedException {
    Longhaul longhaul = new Longhaul(folder);
    Path state = folder.resolve(".longhaul");
    Ended up = longhaul.run("local", "up");
    return new Cloud(
        longhaul,
        state,
        LocalCloud.find(state).orElseThrow(() -> new AssertionError(up.out() + up.err())));
  }

  /** All but its ledger, for processes that know endpoints and credentials only. */
  Map<String, String> endpoints() {
    return Map.of(
        "AWS_ENDPOINT_URL_SQS", described.queues().endpoint(),
        "AWS_ENDPOINT_URL_S3", described.s3().endpoint(),
        "AWS_ACCESS_KEY_ID", described.s3().keyId(),
        "AWS_SECRET_ACCESS_KEY", described.s3().secret(),
        "AWS_REGION", "us-east-1");
  }

  /** Its object store, as one of the engines that a suite runs on. */
  SdkEngine engine() {
    AwsPlace place =
        AwsPlace.at(
            URI.create(described.s3().endpoint()), described.s3().keyId(), described.s3().secret());
    return new SdkEngine("the embedded cloud", place, Conditions.ALL, Set.of(), true);
  }

  /** Its state folder. */
  Path state() {
    return state;
  }

  /** Kills its process, and starts another, which answers at the same places. */
  Cloud killed(Path folder) throws IOException, InterruptedException {
    ProcessHandle process = described.process().orElseThrow();
    process.destroyForcibly();
    process.onExit().join();
    http.close();
    return up(folder);
  }

  /** Its queues and its own ledger, as this process reaches them. */
  Stack open() {
    return new AwsStacks(AwsSettings.of(8), TIME)
        .open(new StackSettings(STACK, "test", Optional.of(state)));
  }

  /** A bucket's folder; made if it is not there. */
  Path bucket(String name) throws IOException {
    return Files.createDirectories(state.resolve("s3").resolve(name));
  }

  /**
   * Waits until a large file that was put there by hand has been read, as it is once to know its
   * ETag: no request of a worker should wait for that.
   */
  void awaitEtag(ObjectStore store, String bucket, String key) {
    await(key)
        .atMost(Duration.ofMinutes(5))
        .ignoreExceptionsInstanceOf(StoreException.class)
        .until(() -> store.head(bucket, key, Deadline.in(TIME, Duration.ofMinutes(1))).isPresent());
  }

  /**
   * Sets a hook.
   *
   * @param rule as HookJson of the embedded cloud says
   * @return its id
   */
  String hook(String rule) throws IOException, InterruptedException {
    HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.ofString(rule.replace('\'', '"'));
    return ask("POST", "hooks", body).required("id").asText();
  }

  /** Waits up to a minute until a hook holds so many requests; how many it holds then. */
  int held(String hook, int wanted) throws IOException, InterruptedException {
    String path = "hooks/%s?held=%d&seconds=60".formatted(hook, wanted);
    return ask("GET", path, HttpRequest.BodyPublishers.noBody()).required("held").asInt();
  }

  /** Lets go what a hook holds, and tells how that was answered, by status. */
  JsonNode release(String hook) throws IOException, InterruptedException {
    String path = "hooks/%s?seconds=60".formatted(hook);
    return ask("DELETE", path, HttpRequest.BodyPublishers.noBody()).required("answered");
  }

  /** How many requests of this call were answered well so far. */
  int answered(String call) throws IOException, InterruptedException {
    int sum = 0;
    JsonNode stats = ask("GET", "stats", HttpRequest.BodyPublishers.noBody());
    for (JsonNode line : stats.required("calls")) {
      boolean well = line.required("status").asInt() == 200;
      if (well && line.required("call").asText().equals(call)) {
        sum += line.required("requests").asInt();
      }
    }
    return sum;
  }

  private JsonNode ask(String method, String path, HttpRequest.BodyPublisher body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(described.s3().endpoint() + "/_longhaul/" + path))
            .header("x-longhaul-secret", described.s3().secret())
            .method(method, body)
            .build();
    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) throw new AssertionError(response.body());
    return JSON.readTree(response.body());
  }

  @Override
  public void close() throws IOException, InterruptedException {
    http.close();
    longhaul.run("local", "down");
  }
}
