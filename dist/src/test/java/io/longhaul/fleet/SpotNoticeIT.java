package io.longhaul.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.longhaul.Waits;
import io.longhaul.commands.Longhaul;
import io.longhaul.commands.Longhaul.Ended;
import io.longhaul.engine.FakeImds;
import io.longhaul.ledger.OpenUnits.Running;
import io.longhaul.ledger.Session;
import io.longhaul.ledger.UnitRow;
import io.longhaul.s3.UploadsRequest;
import io.longhaul.stack.Stack;
import io.longhaul.time.Deadline;
import io.longhaul.unit.RunName;
import io.longhaul.unit.UnitState;
import io.longhaul.unit.WorkerId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two workers on instances of their own copy small objects and one in parts; the one that copies
 * the parts is given notice. It has gone long before its two minutes are over, the other one
 * finishes, and nothing was done in vain or charged to anybody.
 */
@Waits
class SpotNoticeIT {
  private static final RunName RUN = new RunName("spot");
  private static final int FOLDERS = 20;
  private static final int OBJECTS = 20;
  private static final long PART = 256L << 20;
  private static final int PARTS = 12;
  private static final long SIZE = PARTS * PART - 5;

  /** On a slow machine the grace may end with requests under way, which are made again. */
  private static final int IN_FLIGHT = 8;

  private static final Duration DRAINED_WITHIN = Duration.ofSeconds(30);

  @TempDir private Path folder;
  private Cloud cloud;
  private Stack local;
  private Longhaul longhaul;
  private final List<Machine> machines = new ArrayList<>();

  /** An instance, and the worker on it. */
  private record Machine(String id, FakeImds imds, Fleet worker) {
    String said() throws IOException {
      return worker.said(1);
    }
  }

  @BeforeEach
  void start() throws Exception {
    cloud = Cloud.up(folder);
    local = cloud.open();
    longhaul = new Longhaul(folder);
    cloud.bucket("target");
    Path source = cloud.bucket("source");
    for (int in = 0; in < FOLDERS; in++) {
      Path below = Files.createDirectories(source.resolve("%02d".formatted(in)));
      for (int object = 0; object < OBJECTS; object++) {
        Files.writeString(below.resolve("object-" + object), "%d of %d".formatted(object, in));
      }
    }
    try (FileChannel channel =
        FileChannel.open(
            source.resolve("large.bin"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[] {1}), SIZE - 1);
    }
    cloud.awaitEtag(local.store(), "source", "large.bin");
    machines.add(machine("i-0aaaaaaaaaaaaaaaa"));
    machines.add(machine("i-0bbbbbbbbbbbbbbbb"));
  }

  private Machine machine(String id) throws IOException {
    FakeImds imds = FakeImds.of(id, "longhaul-default");
    // of no group, for nothing here answers for Auto Scaling
    imds.unsay("autoscaling/target-lifecycle-state");
    Longhaul here =
        new Longhaul(
            folder,
            Map.of(
                "LONGHAUL_SESSION",
                "45",
                "AWS_EC2_METADATA_SERVICE_ENDPOINT",
                imds.endpoint().toString()));
    Path logs = Files.createDirectories(folder.resolve(id));
    return new Machine(id, imds, new Fleet(here, logs, List.of("--local", "--host", "ec2")));
  }

  @AfterEach
  void stop() throws Exception {
    for (Machine machine : machines) {
      machine.worker().close();
      machine.imds().close();
    }
    if (local != null) local.close();
    if (cloud != null) cloud.close();
  }

  @Test
  void the_one_that_is_given_notice_drains_and_the_other_finishes_all_of_it() throws Exception {
    cloud.hook("{'call': 'UploadPartCopy', 'do': 'delay', 'millis': 8000}");
    cloud.hook("{'call': 'CopyObject', 'do': 'delay', 'millis': 300}");
    for (Machine machine : machines) machine.worker().start("1,1,1");
    await("both live")
        .atMost(Duration.ofMinutes(2))
        .until(() -> machines.stream().allMatch(machine -> session(machine).isPresent()));
    submit();

    await("parts are copied")
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(100))
        .until(() -> copiesParts().isPresent());
    Machine noticed = copiesParts().orElseThrow();
    Machine other = machines.get(machines.getFirst().equals(noticed) ? 1 : 0);
    Instant now = local.time().now();
    noticed
        .imds()
        .say(
            "spot/instance-action",
            "{\"action\": \"terminate\", \"time\": \"%s\"}".formatted(now.plusSeconds(120)));

    assertThat(noticed.worker().awaitEnd(1)).as(noticed.said()).isZero();
    assertThat(Duration.between(now, local.time().now())).isLessThan(DRAINED_WITHIN);
    assertThat(noticed.said()).contains("EC2 has a notice for this machine");
    assertThat(session(noticed).orElseThrow().state()).isEqualTo(Session.State.LEFT);
    assertThat(cloud.answered("UploadPartCopy")).as("parts that are left").isLessThan(PARTS);

    Ended watched = longhaul.run("watch", RUN.value(), "--local");
    assertThat(watched.exit()).as(watched.out() + watched.err() + other.said()).isZero();
    assertThat(watched.out()).contains("run spot: complete").contains("401 copied");
    assertThat(cloud.answered("UploadPartCopy"))
        .as("none twice but what was in flight when the grace was over")
        .isBetween(PARTS, PARTS + IN_FLIGHT);
    assertThat(cloud.answered("CreateMultipartUpload")).isOne();
    assertThat(cloud.answered("CompleteMultipartUpload")).isOne();
    assertThat(cloud.answered("CopyObject"))
        .isBetween(FOLDERS * OBJECTS, FOLDERS * OBJECTS + IN_FLIGHT);
    assertThat(local.store().listUploads(UploadsRequest.of("target", ""), soon()).uploads())
        .isEmpty();
    assertThat(Files.size(cloud.bucket("target").resolve("copy/large.bin"))).isEqualTo(SIZE);
    assertThat(units())
        .hasSizeGreaterThan(FOLDERS)
        .allSatisfy(unit -> {
          assertThat(unit.attempts()).as("charged").isZero();
          assertThat(unit.losses()).as("lost").isZero();
          assertThat(unit.state()).isIn(UnitState.DONE, UnitState.SPLIT);
        });
    assertThat(other.worker().drain(1)).as("as the one that was given notice").isZero();
  }

  /** That of the session which holds a unit of the object's own stage. */
  private Optional<Machine> copiesParts() {
    for (Running running : local.ledger().open().running(RUN, 100)) {
      boolean part =
          local.ledger().units().find(running.ref()).stream()
              .anyMatch(unit -> !unit.stage().equals("root"));
      if (part) return machines.stream().filter(it -> has(it, running.worker())).findFirst();
    }
    return Optional.empty();
  }

  private boolean has(Machine machine, WorkerId worker) {
    return session(machine).filter(session -> session.worker().equals(worker)).isPresent();
  }

  private Optional<Session> session(Machine machine) {
    return local.ledger().sessions().all().stream()
        .filter(session -> session.host().equals(machine.id()))
        .findFirst();
  }

  private List<UnitRow> units() {
    return local.ledger().units().page(RUN, null, 1000);
  }

  private Deadline soon() {
    return Deadline.in(local.time(), Duration.ofSeconds(60));
  }

  private void submit() throws Exception {
    StringBuilder prefixes = new StringBuilder("\"large\"");
    for (int in = 0; in < FOLDERS; in++) prefixes.append(", \"%02d/\"".formatted(in));
    Files.writeString(
        folder.resolve("job.yaml"),
        """
        kind: s3-copy
        source: s3://source/
        target: s3://target/copy/
        cut: {by: prefixes, prefixes: [%s]}
        """
            .formatted(prefixes));
    Ended submitted = longhaul.run("submit", "job.yaml", "--name", RUN.value(), "--local");
    assertThat(submitted.exit()).as(submitted.err()).isZero();
  }
}
