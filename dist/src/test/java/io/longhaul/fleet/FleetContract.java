package io.longhaul.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.longhaul.commands.Longhaul;
import io.longhaul.commands.Longhaul.Ended;
import io.longhaul.ledger.Counts;
import io.longhaul.ledger.Ledger;
import io.longhaul.ledger.LedgerAudit;
import io.longhaul.ledger.OpenUnits;
import io.longhaul.ledger.Settled;
import io.longhaul.ledger.Settlement;
import io.longhaul.ledger.Table;
import io.longhaul.ledger.UnitRow;
import io.longhaul.queue.Message;
import io.longhaul.queue.Send;
import io.longhaul.queue.WorkQueue;
import io.longhaul.stack.Stack;
import io.longhaul.unit.Claim;
import io.longhaul.unit.Fate;
import io.longhaul.unit.RunName;
import io.longhaul.unit.Tally;
import io.longhaul.unit.Tier;
import io.longhaul.unit.UnitRef;
import io.longhaul.unit.UnitState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
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

/** Four worker processes lose nothing and do nothing twice, whatever becomes of them. */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
abstract class FleetContract {
  private static final RunName RUN = new RunName("fleet");

  /** The tier of units that are ranges of unknown size. */
  private static final Tier RANGES = Tier.MEDIUM;

  @TempDir Path folder;
  private Cloud cloud;
  private Stack local;
  private Ledger ledger;
  private Table table;
  private Longhaul longhaul;
  private Fleet fleet;

  /**
   * What the stack's processes need to know in order to reach its ledger.
   *
   * @param environment to be added to
   * @return flags of every command
   */
  abstract List<String> reach(Cloud cloud, Map<String, String> environment) throws Exception;

  /** The ledger's table, as this process reaches it. */
  abstract Table table(Stack local);

  /** As many as the ledger's engine does in a few minutes. */
  int units() {
    return 2_000;
  }

  /** So many are doubled; the unit whose copy is held is one of those that are not. */
  private int doubled() {
    return units() / 2;
  }

  private String victim() {
    return key(doubled() + 5, "b");
  }

  /** As short as the ledger's engine lets sessions be renewed in time. */
  int sessionSeconds() {
    return 6;
  }

  @BeforeEach
  void start() throws Exception {
    cloud = Cloud.up(folder);
    Map<String, String> environment = new HashMap<>();
    environment.put("LONGHAUL_SESSION", Integer.toString(sessionSeconds()));
    List<String> flags = reach(cloud, environment);
    local = cloud.open();
    table = table(local);
    ledger = new Ledger(table);
    longhaul = new Longhaul(folder, environment);
    fleet = new Fleet(longhaul, folder, flags);
  }

  @AfterEach
  void stop() throws Exception {
    if (fleet != null) fleet.close();
    if (local != null) local.close();
    if (cloud != null) cloud.close();
  }

  @Test
  void doubled_killed_frozen_and_purged_units_are_each_done_once() throws Exception {
    writeSource(units());
    submit("server-side", units());
    doubleMessages();
    String held =
        cloud.hook(
            """
            {'call': 'CopyObject', 'bucket': 'target', 'key': '%s', 'at': 'publish', 'do': 'hold', 'times': 1}\
            """
                .formatted(victim()));
    fleet.start();
    List<Claim> frozen = freezeWhileItHolds(held);
    rewriteVictim("newer, and longer than it was");
    for (int i = 0; i < 3; i++) fleet.start();
    awaitSettled(units() / 4);
    local.queues().of(RANGES).purge();
    awaitSettled(units() / 2);
    fleet.kill(2);

    awaitTarget("newer, and longer than it was");
    assertThat(cloud.release(held).toString()).as("the late write").isEqualTo("{\"412\":1}");
    settleLate(frozen);
    fleet.thaw(1);

    awaitEndOfRun();
    Counts counts = ledger.runs().counts(RUN);
    assertThat(counts.units(UnitState.DONE)).isEqualTo(units());
    assertThat(counts.tally().objects(Fate.LISTED)).isEqualTo(2L * units());
    assertEverythingIsThere();
    fleet.kill(3);
    for (int worker : List.of(1, 4)) {
      assertThat(fleet.drain(worker)).as(fleet.said(worker)).isZero();
    }
    assertThat(fleet.said(1)).contains("session lost");
  }

  @Test
  void a_worker_frozen_in_the_middle_of_a_put_overwrites_nothing_when_it_wakes() throws Exception {
    int units = doubled() + 10;
    writeSource(units);
    submit("streamed", units);
    String held =
        cloud.hook(
            """
            {'call': 'PutObject', 'bucket': 'target', 'key': '%s', 'at': 'body', 'afterBytes': 5, 'do': 'hold', 'times': 1}\
            """
                .formatted(victim()));
    fleet.start();
    List<Claim> frozen = freezeWhileItHolds(held);
    rewriteVictim("newer, and longer than it was");
    fleet.start();
    awaitTarget("newer, and longer than it was");
    assertThat(cloud.release(held).has("200")).as("the late write went through").isFalse();
    settleLate(frozen);
    fleet.thaw(1);
    awaitEndOfRun();
    assertEverythingIsThere();
    for (int worker : List.of(1, 2)) {
      assertThat(fleet.drain(worker)).as(fleet.said(worker)).isZero();
    }
  }

  private static String key(int unit, String name) {
    return "%04d/%s.txt".formatted(unit, name);
  }

  private void writeSource(int units) throws IOException {
    Path source = cloud.bucket("source");
    cloud.bucket("target");
    for (int unit = 0; unit < units; unit++) {
      for (String name : List.of("a", "b")) {
        Path file = source.resolve(key(unit, name));
        Files.createDirectories(file.getParent());
        Files.writeString(file, "content of " + key(unit, name));
      }
    }
  }

  private void submit(String route, int units) throws Exception {
    StringBuilder prefixes = new StringBuilder();
    for (int unit = 0; unit < units; unit++) prefixes.append("    - \"%04d/\"\n".formatted(unit));
    Files.writeString(
        folder.resolve("job.yaml"),
        """
        kind: s3-copy
        source: s3://source/
        target: s3://target/
        copy: {route: %s}
        cut:
          by: prefixes
          prefixes:
        %s\
        """
            .formatted(route, prefixes));
    Ended submitted = run("submit", "job.yaml", "--name", RUN.value());
    assertThat(submitted.exit()).as(submitted.err()).isZero();
  }

  private Ended run(String... words) throws Exception {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(fleet.flags());
    return longhaul.run(all.toArray(String[]::new));
  }

  /** Sends the first messages once more, and lets the first ones be delivered too. */
  private void doubleMessages() throws InterruptedException {
    WorkQueue queue = local.queues().of(RANGES);
    Map<UnitRef, Message> received = new HashMap<>();
    while (received.size() < doubled()) {
      for (Message message : queue.receive(WorkQueue.MAX_BATCH, Duration.ofSeconds(5))) {
        received.put(message.unit().orElseThrow(), message);
      }
    }
    List<Send> again = new ArrayList<>();
    for (UnitRef unit : received.keySet()) again.add(new Send(unit, Duration.ZERO));
    assertThat(queue.send(again)).as("not taken").isEmpty();
    for (Message message : received.values()) queue.returnLater(message, Duration.ZERO);
  }

  /** What the first worker held when it froze. */
  private List<Claim> freezeWhileItHolds(String hook) throws Exception {
    for (int minutes = 0; cloud.held(hook, 1) == 0; minutes++) {
      assertThat(minutes).as("the copy does not come: " + fleet.said(1)).isLessThan(5);
    }
    fleet.freeze(1);
    List<Claim> frozen = new ArrayList<>();
    for (OpenUnits.Running running : ledger.open().running(RUN, 1000)) {
      UnitRow unit = ledger.units().find(running.ref()).orElseThrow();
      frozen.add(
          new Claim(
              unit.ref(),
              unit.worker().orElseThrow(),
              unit.fence(),
              unit.kind(),
              unit.tier(),
              ledger.units().payload(unit),
              unit.attempts(),
              unit.losses(),
              unit.stage(),
              unit.shards()));
    }
    assertThat(frozen).as("units that the frozen worker holds").isNotEmpty();
    return frozen;
  }

  /** As the frozen worker would settle, had it been frozen just before it did. */
  private void settleLate(List<Claim> frozen) {
    for (Claim claim : frozen) {
      Settled answer =
          ledger.settlements().settle(new Settlement.Done(claim, Tally.NONE), Instant.now());
      assertThat(answer).as("late settle of %s", claim).isInstanceOf(Settled.Stale.class);
    }
  }

  private void rewriteVictim(String content) throws IOException {
    Path file = cloud.bucket("source").resolve(victim());
    Path draft = Files.writeString(folder.resolve("draft"), content);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private void awaitTarget(String content) throws IOException {
    Path file = cloud.bucket("target").resolve(victim());
    patiently("another worker copies what the frozen one holds")
        .until(() -> Files.exists(file) && Files.readString(file).equals(content));
  }

  private void awaitSettled(int units) {
    patiently(units + " units settled")
        .until(() -> ledger.runs().counts(RUN).units(UnitState.DONE) >= units);
  }

  private void awaitEndOfRun() throws Exception {
    patiently("the run ends by itself")
        .until(() -> ledger.runs().find(RUN).orElseThrow().state().over());
    new LedgerAudit(table).check(RUN);
    assertThat(ledger.runs().counts(RUN).reclaimed()).as("units reclaimed").isPositive();
    Ended watched = run("watch", RUN.value());
    assertThat(watched.exit()).as(watched.out() + watched.err()).isZero();
    assertThat(watched.out()).contains("run fleet: complete");
  }

  private ConditionFactory patiently(String what) {
    return await(what).atMost(Duration.ofMinutes(4)).pollInterval(Duration.ofMillis(200));
  }

  private void assertEverythingIsThere() throws IOException {
    assertThat(contents("target")).isEqualTo(contents("source"));
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
