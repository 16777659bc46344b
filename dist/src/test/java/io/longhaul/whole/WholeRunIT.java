package io.longhaul.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.longhaul.Waits;
import io.longhaul.commands.Longhaul;
import io.longhaul.commands.Longhaul.Ended;
import io.longhaul.engine.Moto;
import io.longhaul.launcher.Shell;
import io.longhaul.ledger.Ledger;
import io.longhaul.ledger.Session;
import io.longhaul.ledger.UnitRow;
import io.longhaul.ledger.dynamodb.MotoDynamoDb;
import io.longhaul.unit.RunName;
import io.longhaul.unit.UnitId;
import io.longhaul.unit.UnitRef;
import io.longhaul.unit.UnitState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * From an empty account to an empty account with SQS, DynamoDB, S3, EC2 and the rest on moto: for
 * each instance that the group has launched a worker is started by the very user data of the launch
 * template, which reaches all of it by the instance's role. Nobody but the workers ends machines.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Waits
class WholeRunIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String STACK = "shop";
  private static final int OBJECTS = 240;
  private static final String SESSION = "30";

  @TempDir private static Path folder;
  private final Map<String, String> account = new HashMap<>();
  private final List<Instance> all = new ArrayList<>();
  private URI moto;
  private MotoDynamoDb dynamoDb;
  private Ledger ledger;
  private MotoFleet fleet;
  private MotoBuckets buckets;

  @BeforeAll
  void a_stack_and_two_buckets_in_an_account_that_was_empty() throws Exception {
    needsTheAwsCli();
    moto = Moto.endpoint();
    dynamoDb = new MotoDynamoDb();
    account.put("AWS_ENDPOINT_URL", moto.toString());
    account.put("AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.endpoint().toString());
    account.put("AWS_REGION", "us-east-1");
    account.put("LONGHAUL_SESSION", SESSION);
    String program = Path.of("target/longhaul").toAbsolutePath().toString();
    ok("infra", "deploy", "--yes", "--make-endpoint", "--distribution", program);
    ledger = new Ledger(dynamoDb.table("longhaul-" + STACK));
    fleet = new MotoFleet(moto, STACK);
    buckets = new MotoBuckets(moto);
    buckets.make("orders", "cold", "lake");
    for (int i = 0; i < OBJECTS; i++) {
      buckets.put("/orders/%02X/%d.json".formatted(i * 37 % 256, i), "order " + i);
    }
  }

  private static void needsTheAwsCli() {
    boolean there =
        Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(in -> Files.isExecutable(Path.of(in, "aws")));
    if (!there) System.err.println("SKIPPED, no AWS CLI on the PATH: a whole run on moto");
    assumeTrue(there, "the AWS CLI is not on the PATH");
  }

  @AfterAll
  void nothing_is_left() throws Exception {
    try {
      if (ledger != null) {
        assertThat(ok("infra", "destroy", "--yes").out())
            .isEqualTo("stack shop: nothing is left\n");
      }
    } finally {
      all.forEach(Instance::close);
      if (buckets != null) buckets.close();
      if (fleet != null) fleet.close();
      if (dynamoDb != null) dynamoDb.close();
    }
  }

  private Longhaul laptop(Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(account);
    environment.put("AWS_ACCESS_KEY_ID", "test");
    environment.put("AWS_SECRET_ACCESS_KEY", "test");
    environment.put("LONGHAUL_STACK", STACK);
    environment.putAll(more);
    return new Longhaul(folder, environment);
  }

  private Ended run(int exit, String... words) throws Exception {
    Ended ended = laptop(Map.of()).run(words);
    assertThat(ended.exit())
        .as("%s%n%s%n%s%n%s", String.join(" ", words), ended.out(), ended.err(), logged(all))
        .isEqualTo(exit);
    return ended;
  }

  private Ended ok(String... words) throws Exception {
    return run(0, words);
  }

  private static String logged(List<Instance> instances) throws IOException {
    StringBuilder logged = new StringBuilder();
    for (Instance instance : instances) logged.append(instance.logged());
    return logged.toString();
  }

  private Path job(String source, String target) throws IOException {
    return Files.writeString(
        folder.resolve(target + ".yaml"),
        """
        kind: s3-copy
        source: s3://%s/
        target: s3://lake/%s/
        cut: {by: hex, alphabet: upper-hex, depth: 1}
        """
            .formatted(source, target));
  }

  /**
   * What EC2 does with the instances that the group has; the first ones make the image of others.
   */
  private List<Instance> boot(String idle) throws Exception {
    Optional<Instance> image = all.stream().findFirst();
    List<Instance> instances = new ArrayList<>();
    List<Shell.Started> booting = new ArrayList<>();
    for (String id : fleet.instances()) {
      Map<String, String> surroundings = new HashMap<>(account);
      surroundings.put("LONGHAUL_IDLE", idle);
      surroundings.put("LONGHAUL_HEALTH_PORT", "0");
      surroundings.put("LONGHAUL_JAVA_OPTS", "-Xmx256m");
      Path disk = Files.createDirectories(folder.resolve(id));
      Instance instance = new Instance(id, fleet.imds(id), disk, surroundings);
      all.add(instance);
      instances.add(instance);
      if (image.isPresent()) instance.isMadeOf(image.get());
      booting.add(instance.boot(fleet.userData()));
    }
    for (Shell.Started boot : booting) {
      Shell.Ended ended = boot.await();
      assertThat(ended.exit()).as(ended.out() + ended.err()).isZero();
    }
    for (Instance instance : instances) instance.start();
    return instances;
  }

  private List<Session> sessions(List<Instance> of) {
    List<String> ids = ids(of);
    return ledger.sessions().all().stream()
        .filter(session -> ids.contains(session.host()))
        .toList();
  }

  private static List<String> ids(List<Instance> of) {
    return of.stream().map(Instance::id).toList();
  }

  private void allEndThemselves(List<Instance> instances) throws Exception {
    for (Instance instance : instances) {
      assertThat(instance.awaitOver()).isEqualTo("--no-block poweroff");
      assertThat(instance.logged()).contains("ends its machine");
      assertThat(fleet.state(instance.id())).isEqualTo("terminated");
    }
    assertThat(fleet.wanted()).isZero();
    assertThat(fleet.instances()).isEmpty();
    assertThat(sessions(instances))
        .allSatisfy(session -> assertThat(session.state()).isEqualTo(Session.State.LEFT))
        .extracting(Session::host)
        .containsExactlyInAnyOrderElementsOf(ids(instances));
  }

  /** As the report has it, and as it lies there. */
  private void allIsCopied(String run, String target) throws Exception {
    ok("report", run, "--out", run);
    JsonNode report = JSON.readTree(Files.readString(folder.resolve(run + "/report.json")));
    assertThat(report.at("/verdict").asText()).isEqualTo("complete");
    assertThat(report.at("/equation/balances").asBoolean()).isTrue();
    assertThat(report.at("/fates/listed/objects").asInt()).isEqualTo(OBJECTS);
    assertThat(report.at("/fates/copied/objects").asInt()).isEqualTo(OBJECTS);
    assertThat(report.at("/units/open").asInt()).isZero();
    assertThat(report.at("/seconds").asDouble()).isPositive();
    assertThat(Instant.parse(report.at("/ended").asText()))
        .isAfter(Instant.parse(report.at("/submitted").asText()));
    assertThat(buckets.listed("lake", target + "/"))
        .hasSize(OBJECTS)
        .isEqualTo(buckets.listed("orders", ""));
  }

  @Test
  void three_that_the_group_launched_do_a_run_and_end_themselves() throws Exception {
    job("orders", "evening");
    ok("infra", "grant", "evening.yaml", "--name", "evening", "--for", "2h");
    ok("fleet", "launch", "--workers", "3", "evening.yaml", "--yes");
    List<Instance> instances = boot("20s");
    assertThat(instances).hasSize(3);
    await("three work")
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(() -> assertThat(sessions(instances)).as(logged(all)).hasSize(3));

    ok("submit", "evening.yaml", "--name", "evening", "--detach");
    await("each has told that it did some")
        .atMost(Duration.ofMinutes(1))
        .until(() -> sessions(instances).stream().allMatch(session -> session.done() > 0));
    JsonNode roster = JSON.readTree(ok("fleet", "ls", "--json").out());
    assertThat(roster.at("/instances"))
        .hasSize(3)
        .allSatisfy(instance -> {
          assertThat(ids(instances)).contains(instance.at("/instance").asText());
          assertThat(instance.at("/workers/0/done").asInt()).as(roster.toString()).isPositive();
        });
    aUnitThatDiesIsInTheLog(instances);
    assertThat(ok("watch", "evening").out()).contains("run evening: complete");
    allIsCopied("evening", "evening");

    allEndThemselves(instances);
    ok("infra", "revoke", "evening");
  }

  /** In the file that the CloudWatch agent reads, as a program that looks for a unit wants it. */
  private void aUnitThatDiesIsInTheLog(List<Instance> instances) throws Exception {
    buckets.put("/cold/A/archived", "old", "x-amz-storage-class", "GLACIER");
    job("cold", "thawed");
    ok("submit", "thawed.yaml", "--name", "thawed", "--detach");
    run(3, "watch", "thawed");
    List<JsonNode> lines = new ArrayList<>();
    for (Instance instance : instances) {
      assertThat(instance.agentReads()).isEqualTo(instance.log());
      for (String line : instance.logged().lines().toList()) lines.add(JSON.readTree(line));
    }
    List<String> workers =
        sessions(instances).stream().map(session -> session.worker().value()).toList();
    assertThat(lines)
        .filteredOn(line -> line.at("/message").asText().equals("unit settled"))
        .isNotEmpty()
        .allSatisfy(line -> {
          assertThat(line.at("/run").asText()).isEqualTo("thawed");
          assertThat(line.at("/unit").asText()).hasSize(20);
          assertThat(line.at("/outcome").asText()).isEqualTo("dead");
          assertThat(line.at("/why").asText()).startsWith("archived: ");
          assertThat(workers).contains(line.at("/worker").asText());
        });
  }

  /**
   * Killed once after the run was registered and before any queue knew of it, and once more as soon
   * as machines were wanted.
   */
  @Test
  void the_laptop_is_gone_as_soon_as_it_has_launched_and_later_hears_the_whole_story()
      throws Exception {
    String job = job("orders", "night").toString();
    String[] launch = {
      "fleet", "launch", "--workers", "2", job, "--name", "night", "--detach", "--yes"
    };
    RunName run = new RunName("night");
    try (ServerSocket deaf = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      String nowhere = "http://127.0.0.1:" + deaf.getLocalPort();
      killWhen(
          () -> ledger.runs().find(run).isPresent(),
          laptop(Map.of("AWS_ENDPOINT_URL_SQS", nowhere)),
          launch);
    }
    UnitRow root = ledger.units().find(new UnitRef(run, UnitId.root(run))).orElseThrow();
    assertThat(root.state()).isEqualTo(UnitState.PENDING);
    assertThat(fleet.wanted()).isZero();
    killWhen(() -> fleet.wanted() == 2, laptop(Map.of()), launch);

    List<Instance> instances = boot("6s");
    assertThat(instances).hasSize(2);
    allEndThemselves(instances);
    assertThat(ok("watch", "night").out()).contains("run night: complete");
    allIsCopied("night", "night");
  }

  private static void killWhen(Callable<Boolean> there, Longhaul laptop, String... words)
      throws Exception {
    Path log = Files.createTempFile(folder, "killed", ".log");
    Process process = laptop.startInto(log, words);
    try {
      await()
          .atMost(Duration.ofMinutes(1))
          .pollInterval(Duration.ofMillis(50))
          .untilAsserted(() -> assertThat(there.call()).as(Files.readString(log)).isTrue());
    } finally {
      process.destroyForcibly().waitFor(); // SIGKILL
    }
  }
}
