package io.longhaul.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longhaul.commands.Longhaul;
import io.longhaul.commands.Longhaul.Ended;
import io.longhaul.ledger.Counts;
import io.longhaul.ledger.Ledger;
import io.longhaul.stack.Stack;
import io.longhaul.unit.Fate;
import io.longhaul.unit.RunName;
import io.longhaul.unit.UnitState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a run stands on goes away and comes back, while one worker process works at it. */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class OutagesIT {
  private static final RunName RUN = new RunName("outages");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int UNITS = 120;
  private static final int EACH = 3;

  @TempDir private Path folder;
  private Cloud cloud;
  private Gate queues;
  private Gate ledger;
  private Stack local;
  private Longhaul longhaul;
  private Console console;
  private Fleet fleet;

  @BeforeEach
  void start() throws Exception {
    cloud = Cloud.up(folder);
    ObjectNode described = described();
    queues = new Gate(described.required("sqsPort").asInt());
    ledger = new Gate(described.required("ledgerPort").asInt());
    describeGates();
    local = cloud.open();
    Map<String, String> environment = Map.of("LONGHAUL_SESSION", "4");
    longhaul = new Longhaul(folder, environment);
    console = new Console(folder, environment);
    fleet = new Fleet(longhaul, folder, List.of("--local", "--state", "gated"));
  }

  private ObjectNode described() throws IOException {
    return (ObjectNode) JSON.readTree(cloud.state().resolve("cloud.json").toFile());
  }

  /** The same cloud, with a gate before its queues and another before its ledger. */
  private void describeGates() throws IOException {
    ObjectNode described = described();
    described.put("sqsEndpoint", "http://127.0.0.1:" + queues.port());
    String url = described.required("ledgerUrl").asText();
    int port = described.required("ledgerPort").asInt();
    described.put("ledgerUrl", url.replace(":" + port + "/", ":" + ledger.port() + "/"));
    Path gated = Files.createDirectories(folder.resolve("gated"));
    JSON.writeValue(gated.resolve("cloud.json").toFile(), described);
  }

  @AfterEach
  void stop() throws Exception {
    if (fleet != null) fleet.close();
    if (local != null) local.close();
    if (queues != null) queues.close();
    if (ledger != null) ledger.close();
    if (cloud != null) cloud.close();
  }

  @Test
  void queues_ledger_store_and_all_of_them_go_away_and_come_back_and_nothing_is_lost()
      throws Exception {
    writeSource();
    assertThat(submit().exit()).isZero();
    // half a second each, so that the run lasts longer than all of it
    cloud.hook("{'call': 'CopyObject', 'do': 'delay', 'millis': 600}");
    fleet.start("1,2,1");
    awaitCopied(6);

    queues.shut();
    awaitSaid(1, "and nothing is lost of=\"queue\" why=\"ReceiveMessage longhaul-default-");
    assertLine(told("dead"), 1, "the queue does not answer: ", "nothing is lost, run it again");
    queues.open();
    awaitSaid(1, "it answers again of=\"queue\"");
    awaitCopied(copied() + 6);

    ledger.shut();
    awaitSaid(1, "of=\"ledger\"");
    assertLine(told("status"), 1, "the embedded cloud, process ", "cannot be used: ");
    ledger.open();
    awaitSaid(1, "it answers again of=\"ledger\"");
    awaitCopied(copied() + 6);

    String away = cloud.hook("{'call': '*', 'do': 'cut'}");
    awaitSaid(1, "most units of the run fail alike: its units are held back");
    Ended refused = submit("another");
    assertLine(refused, 2, "source: bucket 'source' cannot be looked at: ", "check it, ");
    cloud.release(away);
    awaitSaid(1, "a unit of the run succeeded: its units begin again");
    awaitCopied(copied() + 6);

    local.close();
    cloud = cloud.killed(folder);
    describeGates();
    local = cloud.open();

    Ended watched = longhaul.run("watch", RUN.value(), "--local");
    assertThat(watched.exit()).as(watched.out() + watched.err()).isZero();
    assertThat(watched.out()).contains("run outages: complete");
    Counts counts = counts();
    assertThat(counts.tally().objects(Fate.LISTED)).isEqualTo(UNITS * EACH);
    assertThat(counts.units(UnitState.DEAD)).isZero();
    assertThat(contents("target")).isEqualTo(contents("source"));
    Ended audit = console.run("reconcile", RUN.value(), "--audit", "--local");
    assertThat(audit.exit()).as(audit.out() + audit.err()).isZero();
    assertThat(fleet.drain(1)).as(fleet.said(1)).isZero();
  }

  @Test
  void expired_credentials_end_the_worker_in_one_line_and_another_one_goes_on() throws Exception {
    writeSource();
    assertThat(submit().exit()).isZero();
    String expired =
        cloud.hook(
            """
            {'call': '*', 'do': 'fail', 'status': 400, 'code': 'ExpiredToken',
             'message': 'The provided token has expired.', 'skip': 20}\
            """);
    fleet.start("1,8,1");
    assertThat(fleet.awaitEnd(1)).as(fleet.said(1)).isEqualTo(1);
    assertThat(fleet.said(1).lines().filter(line -> line.startsWith("longhaul: ")))
        .hasSize(1)
        .allMatch(line -> line.startsWith("longhaul: the worker cannot go on: "))
        .allMatch(line -> line.contains(": ExpiredToken: The provided token has expired."))
        .allMatch(line ->
            line.endsWith(
                "(log in again: aws sso login, or aws configure; and check" + " the clock)"));
    assertLine(submit("another"), 1, "ExpiredToken", "(log in again: aws sso login");
    assertThat(counts().units(UnitState.DEAD)).isZero();
    assertThat(counts().open()).isPositive();
    cloud.release(expired);

    fleet.start("1,8,1");
    Ended watched = longhaul.run("watch", RUN.value(), "--local");
    assertThat(watched.exit()).as(watched.out() + watched.err()).isZero();
    assertThat(contents("target")).isEqualTo(contents("source"));
    assertThat(local.ledger().units().page(RUN, null, 1000)).allMatch(u -> u.attempts() == 0);
    assertThat(fleet.drain(2)).as(fleet.said(2)).isZero();
  }

  @Test
  void a_bucket_in_another_region_is_refused_before_anything_is_registered() throws Exception {
    writeSource();
    cloud.hook(
        """
        {'call': 'HeadBucket', 'bucket': 'target', 'do': 'fail', 'status': 301,
         'code': 'PermanentRedirect', 'message': 'Elsewhere.'}\
        """);
    assertLine(
        submit(), 2, "target: bucket 'target' cannot be looked at: ", "set AWS_REGION to its own");
    assertThat(local.ledger().runs().find(RUN)).isEmpty();
  }

  private void writeSource() throws IOException {
    cloud.bucket("target");
    for (int unit = 0; unit < UNITS; unit++) {
      for (int i = 0; i < EACH; i++) {
        Path file = cloud.bucket("source").resolve("%03d/%d.txt".formatted(unit, i));
        Files.createDirectories(file.getParent());
        Files.writeString(file, "content of " + file);
      }
    }
  }

  private Ended submit() throws IOException {
    return submit(RUN.value());
  }

  private Ended submit(String name) throws IOException {
    StringBuilder prefixes = new StringBuilder();
    for (int unit = 0; unit < UNITS; unit++) prefixes.append("    - \"%03d/\"\n".formatted(unit));
    Files.writeString(
        folder.resolve("job.yaml"),
        """
        kind: s3-copy
        source: s3://source/
        target: s3://target/
        cut:
          by: prefixes
          prefixes:
        %s\
        """
            .formatted(prefixes));
    return told("submit", "job.yaml", "--name", name);
  }

  private Ended told(String... words) {
    return console.run(
        Stream.concat(Stream.of(words), fleet.flags().stream()).toArray(String[]::new));
  }

  /** It ends so, and of the lines that it says one is about that: all of this. */
  private static void assertLine(Ended ended, int exit, String... parts) {
    assertThat(ended.exit()).as(ended.out() + ended.err()).isEqualTo(exit);
    List<String> lines = ended.err().lines().filter(line -> line.startsWith("longhaul: ")).toList();
    assertThat(lines).as(ended.err()).hasSize(1);
    assertThat(lines.getFirst()).contains(parts);
  }

  private Counts counts() {
    return new Ledger(local.table()).runs().counts(RUN);
  }

  private long copied() {
    return counts().tally().objects(Fate.COPIED);
  }

  private void awaitCopied(long objects) {
    patiently(objects + " objects copied").until(() -> copied() >= objects);
  }

  private void awaitSaid(int worker, String what) {
    patiently("the worker says: " + what).until(() -> fleet.said(worker).contains(what));
  }

  private static ConditionFactory patiently(String what) {
    return await(what).atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(100));
  }

  private Map<String, String> contents(String bucket) throws IOException {
    Path root = cloud.bucket(bucket);
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(root.relativize(file).toString(), Files.readString(file));
      }
    }
    return contents;
  }
}
