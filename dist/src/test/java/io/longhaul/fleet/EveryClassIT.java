package io.longhaul.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.longhaul.commands.Longhaul;
import io.longhaul.commands.Longhaul.Ended;
import io.longhaul.ledger.Change;
import io.longhaul.ledger.Condition;
import io.longhaul.ledger.Ledger;
import io.longhaul.ledger.OpenUnits;
import io.longhaul.ledger.UnitRow;
import io.longhaul.ledger.Write;
import io.longhaul.ledger.Written;
import io.longhaul.stack.Stack;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.Payload;
import io.longhaul.unit.PayloadJson;
import io.longhaul.unit.RunName;
import io.longhaul.unit.UnitRef;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.awaitility.core.ConditionFactory;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run with everything in it that a unit can die of: {@code dead} names each class with what to do
 * about it, and once each cause is put right and its class redriven, nothing is dead; the sums
 * balance at every step.
 */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class EveryClassIT {
  private static final RunName RUN = new RunName("every-class");

  private static final Set<FailureClass> OF_A_COMMAND =
      EnumSet.of(
          FailureClass.COMMAND_FAILED, FailureClass.COMMAND_REFUSED, FailureClass.NOT_ALLOWED);

  /** No copy dies of a difference: see VerifyIT; nor of a command: see CommandIT. */
  private static final List<FailureClass> OF_A_COPY =
      Stream.of(FailureClass.values())
          .filter(failure -> !failure.difference() && !OF_A_COMMAND.contains(failure))
          .toList();

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Below the target's prefix it is longer than a key may be; below the source's it is not. */
  private static final String TOO_LONG = "unsafe-name/" + "long-/".repeat(168) + "key";

  /** So many of them keep the sick ones few: a run of which most units fail alike is held back. */
  private static final int SOUND = 12;

  private static final List<String> IN = List.of("listed", "received");
  private static final List<String> OUT =
      List.of("copied", "equal", "filtered", "skipped", "gone", "dead", "forwarded", "cancelled");

  @TempDir private Path folder;
  private Cloud cloud;
  private Stack local;
  private Ledger ledger;
  private Longhaul longhaul;
  private Console console;
  private Fleet fleet;
  private final Map<FailureClass, List<String>> hooks = new EnumMap<>(FailureClass.class);

  /** The unit whose row somebody writes by hand, as it was before. */
  private UnitRow altered;

  @BeforeEach
  void start() throws Exception {
    cloud = Cloud.up(folder);
    local = cloud.open();
    ledger = local.ledger();
    Map<String, String> environment = Map.of("LONGHAUL_SESSION", "8");
    longhaul = new Longhaul(folder, environment);
    console = new Console(folder, environment);
    fleet = new Fleet(longhaul, folder, List.of("--local"));
  }

  @AfterEach
  void stop() throws Exception {
    if (fleet != null) fleet.close();
    if (local != null) local.close();
    if (cloud != null) cloud.close();
  }

  @Test
  void each_class_is_named_put_right_and_redriven_until_nothing_is_dead() throws Exception {
    writeSource();
    submit();
    for (FailureClass failure : OF_A_COPY) goWrong(failure);
    killWhoHoldsTheVictim();
    fleet.start("8,8,1");
    awaitNothingOpen();
    Set<FailureClass> dead = EnumSet.copyOf(OF_A_COPY);
    assertStanding(dead);
    assertTriage();
    assertThat(run("watch", RUN.value()).exit()).isEqualTo(3);

    for (FailureClass failure : OF_A_COPY) {
      putRight(failure);
      Ended redriven = told("redrive", RUN.value(), "--class", failure.word());
      assertThat(redriven.exit()).as(redriven.out() + redriven.err()).isZero();
      awaitNothingOpen();
      dead.remove(failure);
      assertStanding(dead);
    }

    Ended watched = run("watch", RUN.value());
    assertThat(watched.exit()).as(watched.out() + watched.err()).isZero();
    assertThat(watched.out()).contains("run every-class: complete");
    assertThat(contents("target/copy")).isEqualTo(contents("source"));
    JsonNode letters = JSON.readTree(run("dead", "--json").out());
    assertThat(letters.required("notices").asInt()).as(letters.toString()).isZero();
    assertThat(letters.required("stale").asInt()).as(letters.toString()).isZero();
    assertThat(fleet.drain(4)).as(fleet.said(4)).isZero();
  }

  private static List<String> prefixes() {
    List<String> prefixes = new ArrayList<>(List.of("denied-list/", "cut-off/"));
    for (FailureClass failure : OF_A_COPY) prefixes.add(failure.word() + "/");
    for (int i = 0; i < SOUND; i++) prefixes.add("sound-%02d/".formatted(i));
    return prefixes;
  }

  private void writeSource() throws Exception {
    cloud.bucket("target");
    for (String prefix : prefixes()) {
      for (String name : List.of("a.txt", "b.txt", "c.txt")) write(prefix + name);
    }
    write(TOO_LONG);
    writeLarge("parts-missing/b.txt");
  }

  /** So large that it is copied in parts; nearly all of it is a hole in its file. */
  private void writeLarge(String key) throws Exception {
    Path file = cloud.bucket("source").resolve(key);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[] {1}), 1L << 30);
    }
    cloud.awaitEtag(local.store(), "source", key);
  }

  private void write(String key) throws IOException {
    Path file = cloud.bucket("source").resolve(key);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "content of " + key);
  }

  /** With one attempt: retries alone, after all else is done, look like a place that is lost. */
  private void submit() throws Exception {
    StringBuilder prefixes = new StringBuilder();
    for (String prefix : prefixes()) prefixes.append("    - \"%s\"\n".formatted(prefix));
    Files.writeString(
        folder.resolve("job.yaml"),
        """
        kind: s3-copy
        source: s3://source/
        target: s3://target/copy/
        unit: {attempts: 1}
        copy: {rename: {regex: "none-is-called-(.*)", replace: "$1"}}
        cut:
          by: prefixes
          prefixes:
        %s\
        """
            .formatted(prefixes));
    Ended submitted = run("submit", "job.yaml", "--name", RUN.value());
    assertThat(submitted.exit()).as(submitted.err()).isZero();
  }

  /** As a process of its own. */
  private Ended run(String... words) throws Exception {
    return longhaul.run(reaching(words));
  }

  private static String[] with(String command, String run, String... options) {
    return Stream.concat(Stream.of(command, run), Stream.of(options)).toArray(String[]::new);
  }

  private Ended told(String... words) {
    return console.run(reaching(words));
  }

  private String[] reaching(String... words) {
    return Stream.concat(Stream.of(words), fleet.flags().stream()).toArray(String[]::new);
  }

  // What is wrong, and what puts it right.

  private void goWrong(FailureClass failure) throws Exception {
    List<String> ids = new ArrayList<>();
    for (String rule : Wrong.of(failure).hooks()) ids.add(cloud.hook(rule));
    hooks.put(failure, ids);
    if (failure == FailureClass.COLLISION) {
      Files.createDirectories(collided().getParent());
      Files.writeString(collided(), "somebody else's");
    }
    if (failure == FailureClass.DEFECT) {
      altered = unit("defect/");
      writeByHand(altered, PayloadJson.write(new Payload.Root(99)));
    }
  }

  private void putRight(FailureClass failure) throws Exception {
    for (String hook : hooks.get(failure)) cloud.release(hook);
    switch (failure) {
      case UNSAFE_NAME -> {
        // copied by other means, as the remedy says, and not wanted under this name any more
        Files.delete(cloud.bucket("source").resolve(TOO_LONG));
      }
      case PARTS_MISSING -> {
        // as the remedy says: its parts first
        String[] parts = {"--class", "refused", "--prefix", "parts-missing/"};
        Ended redriven = told(with("redrive", RUN.value(), parts));
        assertThat(redriven.out()).as(redriven.err()).contains("1 unit pending again");
      }
      case COLLISION -> Files.delete(collided());
      case DEFECT -> writeByHand(altered, altered.row().text("payload"));
      default -> {}
    }
  }

  /** Written since the run began, so it may be another source key's. */
  private Path collided() throws IOException {
    return cloud.bucket("target").resolve("copy/collision/b.txt");
  }

  private void writeByHand(UnitRow unit, String written) {
    Written answer =
        local
            .table()
            .write(
                new Write.Update(
                    unit.row().key(),
                    List.of(new Condition.RowThere()),
                    List.of(new Change.Set("payload", written))));
    assertThat(answer).isInstanceOf(Written.Applied.class);
  }

  private UnitRow unit(String prefix) {
    return ledger.units().page(RUN, null, 1000).stream()
        .filter(unit ->
            ledger.units().payload(unit) instanceof Payload.Range range
                && range.prefix().equals(prefix))
        .findFirst()
        .orElseThrow();
  }

  private void killWhoHoldsTheVictim() throws Exception {
    String hold = hooks.get(FailureClass.KILLED_WORKERS).getFirst();
    UnitRef victim = unit("killed-workers/").ref();
    for (int worker = 1; worker <= 3; worker++) {
      int wanted = cloud.held(hold, 0) + 1;
      fleet.start("8,8,1");
      assertThat(cloud.held(hold, wanted)).as(fleet.said(worker)).isGreaterThanOrEqualTo(wanted);
      patiently("no other unit dies of it").until(() -> noOtherMayDie(victim));
      fleet.kill(worker);
      assertBalances(status());
    }
  }

  private boolean noOtherMayDie(UnitRef victim) {
    return ledger.open().running(RUN, 100).stream()
        .map(OpenUnits.Running::ref)
        .filter(ref -> !ref.equals(victim))
        .allMatch(ref -> ledger.units().find(ref).orElseThrow().losses() < 2);
  }

  private void awaitNothingOpen() throws Exception {
    try {
      patiently("nothing is open")
          .until(() ->
              ledger.runs().find(RUN).orElseThrow().state().over()
                  && ledger.runs().counts(RUN).open() == 0);
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(told("units", RUN.value()).out() + fleet.said(4), e);
    }
  }

  private static ConditionFactory patiently(String what) {
    return await(what).atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(100));
  }

  // What is said.

  private JsonNode status() throws IOException {
    Ended status = told("status", RUN.value(), "--json");
    assertThat(status.exit()).as(status.err()).isZero();
    return JSON.readTree(status.out());
  }

  /** The run is over, its sums balance, its rows are as its counters say; these are dead. */
  private void assertStanding(Set<FailureClass> dead) throws Exception {
    JsonNode status = status();
    assertBalances(status);
    assertThat(objects(status, "forwarded")).isEqualTo(objects(status, "received"));
    assertThat(status.required("verdict").asText())
        .isEqualTo(dead.isEmpty() ? "complete" : "dead-left");
    Set<FailureClass> said = EnumSet.noneOf(FailureClass.class);
    for (JsonNode unit : status.required("dead")) {
      said.add(FailureClass.of(unit.required("class").asText()));
    }
    assertThat(said).as(status.toString()).isEqualTo(dead);
    Ended audit = told("reconcile", RUN.value(), "--audit");
    assertThat(audit.exit()).as(audit.out() + audit.err()).isZero();
  }

  private static void assertBalances(JsonNode status) {
    for (String of : List.of("objects", "bytes")) {
      assertThat(sum(status, IN, of)).as(of + " of " + status).isEqualTo(sum(status, OUT, of));
    }
    assertThat(status.required("equation").required("balances").asBoolean()).isTrue();
  }

  private static long sum(JsonNode status, List<String> fates, String of) {
    return fates.stream()
        .mapToLong(fate -> status.required("fates").required(fate).required(of).asLong())
        .sum();
  }

  private static long objects(JsonNode status, String fate) {
    return sum(status, List.of(fate), "objects");
  }

  private void assertTriage() throws Exception {
    Ended text = run("dead", RUN.value());
    Ended json = run("dead", RUN.value(), "--json");
    assertThat(List.of(text.exit(), json.exit())).as(text.err()).containsOnly(0);
    Map<String, JsonNode> classes = new TreeMap<>();
    for (JsonNode each : JSON.readTree(json.out()).required("classes")) {
      classes.put(each.required("class").asText(), each);
    }
    for (FailureClass failure : OF_A_COPY) {
      Wrong wrong = Wrong.of(failure);
      JsonNode said = classes.remove(failure.word());
      assertThat(said).as(failure.word() + " in " + json.out()).isNotNull();
      assertThat(said.required("groups").findValuesAsText("reason"))
          .anySatisfy(reason -> assertThat(reason).contains(wrong.reason()));
      String remedy = said.required("remedy").asText();
      assertThat(remedy)
          .contains(wrong.remedy())
          .contains("%s --class %s".formatted(RUN, failure.word()))
          .endsWith("(docs/runbook.md#%s)".formatted(failure.word()));
      assertThat(text.out()).contains("  what to do: " + remedy + "\n");
    }
    assertThat(classes).isEmpty();
    assertThat(text.out()).contains("s3:ListBucket on s3://source").contains("key 'cut-off/b.txt'");
  }

  private Map<String, String> contents(String below) throws IOException {
    Path root = cloud.bucket(below);
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(root.relativize(file).toString(), content(file));
      }
    }
    return contents;
  }

  private static String content(Path file) throws IOException {
    long size = Files.size(file);
    if (size < 1 << 20) return Files.readString(file);
    CRC32C sum = new CRC32C();
    byte[] bytes = new byte[1 << 20];
    try (InputStream in = Files.newInputStream(file)) {
      for (int got = in.read(bytes); got >= 0; got = in.read(bytes)) sum.update(bytes, 0, got);
    }
    return size + " bytes of " + sum.getValue();
  }
}
