package io.longhaul.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.longhaul.commands.Longhaul;
import io.longhaul.commands.Longhaul.Ended;
import io.longhaul.ledger.OpenUnits.Running;
import io.longhaul.ledger.Session;
import io.longhaul.s3.ListedUpload;
import io.longhaul.s3.OpenUpload;
import io.longhaul.s3.UploadsRequest;
import io.longhaul.stack.Stack;
import io.longhaul.time.Deadline;
import io.longhaul.unit.RunName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One object of 12 GiB, nearly all of it holes, in 48 parts by three workers: one is killed while
 * it copies parts, and who joins them is killed when that is done and nobody knows.
 */
class LargeObjectIT {
  private static final RunName RUN = new RunName("large");
  private static final long SIZE = (12L << 30) - 5;
  private static final long PART = 256L << 20;
  private static final int PARTS = 48;

  @TempDir private Path folder;
  private Cloud cloud;
  private Stack local;
  private Longhaul longhaul;
  private Fleet fleet;

  @BeforeEach
  void start() throws Exception {
    cloud = Cloud.up(folder);
    local = cloud.open();
    // longer than a local one, for a part of this size is a second of this machine's work
    longhaul = new Longhaul(folder, Map.of("LONGHAUL_SESSION", "45"));
    fleet = new Fleet(longhaul, folder, List.of("--local"));
    cloud.bucket("target");
    write(cloud.bucket("source").resolve("large.bin"));
    cloud.awaitEtag(local.store(), "source", "large.bin");
  }

  @AfterEach
  void stop() throws Exception {
    if (fleet != null) fleet.close();
    if (local != null) local.close();
    if (cloud != null) cloud.close();
  }

  private Deadline within(int seconds) {
    return Deadline.in(local.time(), Duration.ofSeconds(seconds));
  }

  private static void write(Path file) throws IOException {
    Random random = new Random(12);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (int part = 0; part < PARTS; part++) {
        byte[] some = new byte[5000];
        random.nextBytes(some);
        long at = part * PART + random.nextInt(1 << 27);
        channel.write(ByteBuffer.wrap(some), at);
      }
      channel.write(ByteBuffer.wrap(new byte[] {1}), SIZE - 1);
    }
  }

  @Test
  void it_arrives_whole_though_workers_are_killed_at_its_parts_and_at_its_end() throws Exception {
    cloud.hook("{'call': 'UploadPartCopy', 'do': 'delay', 'millis': 1500}");
    String end = cloud.hook("{'call': 'CompleteMultipartUpload', 'at': 'after', 'do': 'hold'}");
    for (int worker = 1; worker <= 3; worker++) fleet.start("1,1,1");
    awaitSessions(3);
    submit();

    // eight in flight for each of three, of sixteen that each has: nobody is done yet
    eventually("a third is copied").until(() -> cloud.answered("UploadPartCopy") >= PARTS / 3);
    assertThat(holders()).hasSize(3);
    fleet.kill(1);

    eventually("it is joined").until(() -> cloud.held(end, 1) == 1);
    fleet.kill(2);
    fleet.kill(3);
    cloud.release(end);
    assertThat(Files.size(target())).isEqualTo(SIZE);
    fleet.start("1,1,1");

    Ended watched = longhaul.run("watch", RUN.value(), "--local");
    assertThat(watched.exit()).as(watched.out() + watched.err() + fleet.said(4)).isZero();
    assertThat(watched.out()).contains("run large: complete").contains("1 copied");
    assertThat(Files.mismatch(cloud.bucket("source").resolve("large.bin"), target())).isEqualTo(-1);
    assertThat(local.store().head("target", "copy/large.bin", within(60)).orElseThrow().etag())
        .endsWith("-" + PARTS);
    assertThat(cloud.answered("UploadPartCopy")).isBetween(PARTS, PARTS + 8);
    assertThat(cloud.answered("CompleteMultipartUpload")).isOne();
    assertThat(cloud.answered("CreateMultipartUpload")).isOne();
    assertThat(uploads()).isEmpty();
    Ended audit = longhaul.run("reconcile", RUN.value(), "--audit", "--local");
    assertThat(audit.exit()).as(audit.out()).isZero();
  }

  private void awaitSessions(int wanted) {
    eventually("workers live")
        .until(() ->
            local.ledger().sessions().all().stream()
                    .filter(session -> session.state() == Session.State.LIVE)
                    .count()
                == wanted);
  }

  private static ConditionFactory eventually(String what) {
    return await(what).atMost(Duration.ofMinutes(4)).pollInterval(Duration.ofMillis(100));
  }

  private Path target() throws IOException {
    return cloud.bucket("target").resolve("copy/large.bin");
  }

  private void submit() throws Exception {
    Files.writeString(
        folder.resolve("job.yaml"),
        """
        kind: s3-copy
        source: s3://source/
        target: s3://target/copy/
        cut: {by: prefixes, prefixes: ["large"]}
        """);
    Ended submitted = longhaul.run("submit", "job.yaml", "--name", RUN.value(), "--local");
    assertThat(submitted.exit()).as(submitted.err()).isZero();
  }

  /** The sessions that have units in hand. */
  private Set<String> holders() {
    return local.ledger().open().running(RUN, 100).stream()
        .map(Running::worker)
        .map(worker -> worker.value())
        .collect(Collectors.toSet());
  }

  private List<OpenUpload> uploads() throws InterruptedException {
    return local.store().listUploads(UploadsRequest.of("target", ""), within(60)).uploads().stream()
        .map(ListedUpload::upload)
        .toList();
  }
}
