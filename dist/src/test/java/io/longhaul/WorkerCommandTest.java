package io.longhaul;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.coordinator.cli.Commands;
import io.longhaul.coordinator.cli.Signals;
import io.longhaul.coordinator.cli.Surroundings;
import io.longhaul.coordinator.cli.Surroundings.Place;
import io.longhaul.coordinator.cli.Surroundings.Streams;
import io.longhaul.kind.Kinds;
import io.longhaul.ledger.ClaimAnswer;
import io.longhaul.ledger.Ledger;
import io.longhaul.ledger.Settlement;
import io.longhaul.ledger.Table;
import io.longhaul.ledger.memory.InMemoryTable;
import io.longhaul.queue.memory.InMemoryWorkQueues;
import io.longhaul.s3.ObjectStore;
import io.longhaul.stack.Engines;
import io.longhaul.stack.Stack;
import io.longhaul.stack.StackSettings;
import io.longhaul.stack.StoreAt;
import io.longhaul.time.SystemTime;
import io.longhaul.unit.RunName;
import io.longhaul.unit.Tally;
import io.longhaul.unit.UnitId;
import io.longhaul.unit.UnitRef;
import io.longhaul.unit.WorkerId;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A worker that was started for one run. */
@Timeout(60)
class WorkerCommandTest {
  private static final RunName RUN = new RunName("first");

  @TempDir private Path folder;
  private final SystemTime time = new SystemTime();
  private final InMemoryTable table = new InMemoryTable();
  private final Ledger ledger = new Ledger(table);
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  /** Told how often the rows of runs were asked for. */
  private IntConsumer whenRunIsAsked = times -> {};

  private final AtomicInteger times = new AtomicInteger();

  private int work(String... words) {
    Surroundings surroundings =
        new Surroundings(
            new Streams(
                new PrintWriter(out), new PrintWriter(err), Optional.empty(), Optional::empty),
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
            asked(),
            new InMemoryWorkQueues(time),
            noStore(),
            access -> new StoreAt(noStore(), "nowhere", false),
            Optional.empty(),
            () -> {}));
  }

  private Table asked() {
    return (Table)
        Proxy.newProxyInstance(
            Table.class.getClassLoader(),
            new Class<?>[] {Table.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("get") && arguments[0].toString().contains("first")) {
                whenRunIsAsked.accept(times.incrementAndGet());
              }
              try {
                return method.invoke(table, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static ObjectStore noStore() {
    return (ObjectStore)
        Proxy.newProxyInstance(
            ObjectStore.class.getClassLoader(),
            new Class<?>[] {ObjectStore.class},
            (proxy, method, arguments) -> null);
  }

  private void submitted() {
    WorkerId submitter = new WorkerId("submit-1-a");
    ledger.sessions().begin(submitter, "here", 1, time.now().plusSeconds(600));
    ledger.runs().submit(RUN, "noop", 1, "{}", "hash", Optional.of(submitter), time.now());
  }

  private void closed() {
    WorkerId submitter = new WorkerId("submit-1-a");
    UnitRef root = new UnitRef(RUN, UnitId.root(RUN));
    ClaimAnswer.Won mine =
        (ClaimAnswer.Won) ledger.units().claim(root, submitter, submitter.value(), 1, time.now());
    ledger.settlements().settle(new Settlement.Done(mine.claim(), Tally.NONE), time.now());
    assertThat(ledger.runs().closeIfDone(ledger.runs().find(RUN).orElseThrow(), time.now()))
        .isTrue();
  }

  @Test
  void one_that_is_not_there_is_refused_in_one_line() {
    assertThat(work("--until", "first")).isEqualTo(2);
    assertThat(err.toString())
        .contains("longhaul: there is no run 'first'; './longhaul status' lists them\n");
    assertThat(ledger.sessions().all()).isEmpty();
  }

  @Test
  void one_that_is_over_ends_it_with_a_word() {
    submitted();
    closed();
    assertThat(work("--until", "first")).isZero();
    assertThat(err.toString()).contains("run first is over (closed), so this worker has ended\n");
  }

  @Test
  void whatever_is_thrown_meanwhile_it_ends_when_the_run_does() {
    submitted();
    whenRunIsAsked =
        asked -> {
          if (asked == 2) throw new IllegalStateException("broken");
          if (asked == 3) closed();
        };
    assertThat(work("--until", "first")).isZero();
    assertThat(err.toString())
        .contains("whether run first is over is not known, asking on")
        .contains("broken")
        .contains("run first is over (closed), so this worker has ended\n");
  }
}
