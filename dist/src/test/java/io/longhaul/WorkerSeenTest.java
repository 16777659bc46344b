package io.longhaul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.longhaul.coordinator.cli.Commands;
import io.longhaul.coordinator.cli.Signals;
import io.longhaul.coordinator.cli.Surroundings;
import io.longhaul.coordinator.cli.Surroundings.Place;
import io.longhaul.coordinator.cli.Surroundings.Streams;
import io.longhaul.kind.Kinds;
import io.longhaul.ledger.ClaimAnswer;
import io.longhaul.ledger.Ledger;
import io.longhaul.ledger.Settlement;
import io.longhaul.ledger.memory.InMemoryTable;
import io.longhaul.queue.memory.InMemoryWorkQueues;
import io.longhaul.s3.InMemoryObjectStore;
import io.longhaul.stack.Engines;
import io.longhaul.stack.Stack;
import io.longhaul.stack.StackSettings;
import io.longhaul.time.SystemTime;
import io.longhaul.unit.RunName;
import io.longhaul.unit.Tally;
import io.longhaul.unit.UnitId;
import io.longhaul.unit.UnitRef;
import io.longhaul.unit.WorkerId;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The worker command as whoever is on its machine sees it. */
@Timeout(120)
class WorkerSeenTest {
  private static final Pattern HEALTH =
      Pattern.compile("health at (http://127\\.0\\.0\\.1:\\d+)/health, meters at /metrics");

  private static final RunName RUN = new RunName("first");
  private static final WorkerId SUBMITTER = new WorkerId("submit-1-a");

  @TempDir private Path folder;
  private final SystemTime time = new SystemTime();
  private final InMemoryTable table = new InMemoryTable();
  private final Ledger ledger = new Ledger(table);
  private final StringWriter err = new StringWriter();

  private int work(String... words) {
    Surroundings surroundings =
        new Surroundings(
            new Streams(
                new PrintWriter(new StringWriter()),
                new PrintWriter(err),
                Optional.empty(),
                Optional::empty),
            new Place(Map.of("LONGHAUL_SESSION", "3"), folder, Optional.empty(), "./longhaul"),
            time,
            this::open,
            Kinds.ALL::named,
            new Signals());
    CommandLine line = new CommandLine(new WorkerCommand(surroundings));
    return Commands.ready(line, surroundings).execute(words);
  }

  private Stack open(StackSettings settings) {
    return new Stack(
        settings,
        new Engines("memory", "memory", "memory", false),
        time,
        new Stack.Ports(
            table,
            new InMemoryWorkQueues(time),
            new InMemoryObjectStore(time),
            access -> {
              throw new IllegalStateException("no job is worked on");
            },
            Optional.empty(),
            () -> {}));
  }

  /** A run that is held by who submitted it, so that the worker has nothing to do. */
  private void submitted() {
    ledger.sessions().begin(SUBMITTER, "here", 1, time.now().plusSeconds(600));
    ledger.runs().submit(RUN, "noop", 1, "{}", "hash", Optional.of(SUBMITTER), time.now());
  }

  /** The run is over, and so is a worker that was started until then. */
  private void over() {
    UnitRef root = new UnitRef(RUN, UnitId.root(RUN));
    ClaimAnswer.Won mine =
        (ClaimAnswer.Won) ledger.units().claim(root, SUBMITTER, SUBMITTER.value(), 1, time.now());
    ledger.settlements().settle(new Settlement.Done(mine.claim(), Tally.NONE), time.now());
    ledger.runs().closeIfDone(ledger.runs().find(RUN).orElseThrow(), time.now());
  }

  private CompletableFuture<Integer> started(String... words) {
    CompletableFuture<Integer> exit = new CompletableFuture<>();
    time.start("worker command", () -> exit.complete(work(words)));
    return exit;
  }

  private String address() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> HEALTH.matcher(err.toString()).find());
    Matcher said = HEALTH.matcher(err.toString());
    assertThat(said.find()).isTrue();
    return said.group(1);
  }

  private static String read(String address) throws IOException {
    try (var answer = URI.create(address).toURL().openStream()) {
      return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The names of the page's second column. */
  private static Set<String> listed() throws IOException {
    return Files.readString(Path.of("../docs/meters.md"))
        .lines()
        .filter(line -> line.startsWith("| `longhaul."))
        .map(line -> line.split("\\|")[2].strip())
        .filter(cell -> cell.startsWith("`"))
        .map(cell -> cell.replace("`", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> registered(String metrics) {
    return metrics
        .lines()
        .filter(line -> line.startsWith("# TYPE "))
        .map(line -> line.split(" ")[2])
        .map(name -> name.replaceFirst("_seconds_max$", "_seconds"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void a_worker_has_the_meters_that_the_page_lists_and_no_others() throws Exception {
    submitted();
    CompletableFuture<Integer> exit = started("--until", "first");
    String address = address();
    Awaitility.await()
        .ignoreExceptions()
        .until(() -> read(address + "/health").contains("\"ready\":true"));
    String metrics = read(address + "/metrics");
    assertThat(registered(metrics)).isEqualTo(listed());
    assertThat(metrics)
        .contains("longhaul_worker_ready 1.0\n")
        .contains("longhaul_worker_units_total{kind=\"s3-copy\",outcome=\"dead\"} 0.0\n")
        .contains("longhaul_worker_sessions_total{outcome=\"begun\"} 1.0\n");
    assertThat(metrics.lines().filter(line -> !line.startsWith("#")))
        .allMatch(
            line -> line.matches("\\w+(\\{((kind|outcome|verb)=\"[a-z0-9-]+\",?)+\\})? [-0-9.E]+"));

    over();
    assertThat(exit.get()).isZero();
    assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> read(address + "/health"));
  }

  @Test
  void one_that_is_to_tell_nobody_opens_no_port() throws Exception {
    submitted();
    CompletableFuture<Integer> exit = started("--until", "first", "--health-port", "off");
    Awaitility.await().until(() -> err.toString().contains("stack default"));
    over();
    assertThat(exit.get()).isZero();
    assertThat(err.toString()).doesNotContain("health at");
  }

  @Test
  void a_wrong_word_is_refused_before_anything_is_opened() {
    assertThat(work("--health-port", "many")).isEqualTo(2);
    assertThat(err.toString())
        .isEqualTo(
            "longhaul: --health-port 'many': write a port, 0 for one that is free, or off\n");
    assertThat(work("--cloudwatch", "AWS/mine")).isEqualTo(2);
    assertThat(err.toString()).contains("--cloudwatch 'AWS/mine': write 1 to 255 of");
    assertThat(work("--host", "gce")).isEqualTo(2);
    assertThat(err.toString()).contains("--host 'gce': write auto, ec2 or none\n");
    assertThat(work("--idle", "10")).isEqualTo(2);
    assertThat(err.toString()).contains("--idle '10': write a time from 1s to 168h");
  }

  @Test
  void a_port_that_is_taken_is_named_with_what_to_do() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      assertThat(work("--health-port", port)).isEqualTo(1);
      assertThat(err.toString())
          .startsWith("longhaul: --health-port " + port + ": cannot listen there (")
          .endsWith("; name another port, 0 for one that is free, or off\n");
    }
  }
}
