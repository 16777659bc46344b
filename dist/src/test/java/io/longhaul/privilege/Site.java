package io.longhaul.privilege;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.SmallPartsWorker;
import io.longhaul.aws.AwsSettings;
import io.longhaul.aws.stack.AwsStacks;
import io.longhaul.command.AllowedCommands;
import io.longhaul.coordinator.cli.Commands;
import io.longhaul.coordinator.cli.Signals;
import io.longhaul.coordinator.cli.Surroundings;
import io.longhaul.coordinator.cli.Surroundings.Place;
import io.longhaul.coordinator.cli.Surroundings.Services;
import io.longhaul.coordinator.cli.Surroundings.Streams;
import io.longhaul.coordinator.grant.aws.AwsGrantDesk;
import io.longhaul.coordinator.infra.cloudformation.CloudFormationEstates;
import io.longhaul.kind.Kinds;
import io.longhaul.s3.Body;
import io.longhaul.s3.Expect;
import io.longhaul.s3.PutRequest;
import io.longhaul.s3.Traits;
import io.longhaul.stack.Stack;
import io.longhaul.stack.StackSettings;
import io.longhaul.stack.Stacks;
import io.longhaul.time.Deadline;
import io.longhaul.time.SystemTime;
import io.longhaul.unit.RunName;
import io.longhaul.worker.command.CommandSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** This process as two who reach one server: a person who may do everything, and a worker. */
final class Site implements AutoCloseable {
  static final String PERSON = "AKIDPERSON";

  private final Path folder;
  private final URI server;
  private final Map<String, @Nullable String> before = new HashMap<>();
  private final SystemTime time = new SystemTime();
  private final Stacks stacks = new AwsStacks(AwsSettings.of(32), time);
  private final Map<String, String> environment;
  private final StackSettings settings;

  /** What its worker runs for jobs. */
  AllowedCommands allowed = AllowedCommands.NONE;

  /**
   * @param plane by which S3 is asked
   */
  Site(Path folder, URI server, String plane) {
    this.folder = folder;
    this.server = server;
    this.environment = Map.of("LONGHAUL_SESSION", "15", "LONGHAUL_DATA_PLANE", plane);
    this.settings = StackSettings.resolve(Optional.empty(), Optional.empty(), environment);
    be(PERSON, "secret");
  }

  /** The SDK asks system properties first. */
  void be(String key, String secret) {
    Map<String, String> properties =
        Map.of(
            "aws.endpointUrl",
            server.toString(),
            "aws.region",
            "us-east-1",
            "aws.accessKeyId",
            key,
            "aws.secretAccessKey",
            secret);
    properties.forEach((name, value) -> {
      String old = System.setProperty(name, value);
      before.putIfAbsent(name, old);
    });
  }

  @Command(name = "longhaul")
  private static final class Root {}

  /** What a command printed. */
  record Ended(int exit, String out, String err) {}

  Ended run(String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Surroundings surroundings =
        new Surroundings(
            new Streams(
                new PrintWriter(out), new PrintWriter(err), Optional.empty(), Optional::empty),
            new Place(environment, folder, Optional.empty(), "./longhaul"),
            time,
            new Services(
                stacks,
                stack -> {
                  throw new UnsupportedOperationException("no fleet is here");
                },
                new CloudFormationEstates(AwsSettings.of(4), time),
                (stack, own) -> new AwsGrantDesk(AwsSettings.of(4), own)),
            Kinds.ALL::named,
            new Signals());
    CommandLine line = Commands.ready(Commands.below(new Root(), surroundings), surroundings);
    return new Ended(line.execute(words), out.toString(), err.toString());
  }

  Ended ok(String... words) {
    Ended ended = run(words);
    assertThat(ended.exit())
        .as("%s%n%s%n%s", String.join(" ", words), ended.out(), ended.err())
        .isZero();
    return ended;
  }

  Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  void work(String run) throws InterruptedException {
    CommandSettings commands = CommandSettings.of(allowed, folder, System.getenv());
    assertThat(SmallPartsWorker.run(stacks, settings, new RunName(run), commands)).isEmpty();
  }

  Stack open() {
    return stacks.open(settings);
  }

  StackSettings settings() {
    return settings;
  }

  void put(Stack stack, String bucket, String key, byte[] bytes, Traits traits)
      throws InterruptedException {
    var unused =
        stack
            .store()
            .put(
                new PutRequest(bucket, key, bytes.length, traits, new Expect.Anything()),
                Body.of(bytes),
                Deadline.in(time, Duration.ofSeconds(30)));
  }

  /** A request that no port of ours makes, of the server itself. */
  static String ask(URI server, String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.resolve(path))
            .method(method, BodyPublishers.ofString(body))
            .headers(headers);
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
      return answer.body();
    }
  }

  static String signed(String service) {
    return "AWS4-HMAC-SHA256 Credential=%s/20261130/us-east-1/%s/aws4_request, SignedHeaders=host,"
            .formatted(PERSON, service)
        + " Signature=none";
  }

  @Override
  public void close() {
    before.forEach((name, value) -> {
      if (value == null) System.clearProperty(name);
      else System.setProperty(name, value);
    });
  }
}
