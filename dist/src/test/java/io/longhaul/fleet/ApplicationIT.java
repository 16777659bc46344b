package io.longhaul.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.longhaul.commands.Longhaul;
import io.longhaul.commands.Longhaul.Ended;
import io.longhaul.stack.Stack;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An application goes on writing source and target while its bucket is copied. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ApplicationIT {
  private static final long SEED = 20_261_130;
  private static final long LARGE = (1L << 30) + (300L << 20);

  /**
   * Within that time nobody knows of a source that was rewritten since the run began
   * (docs/adr/0031).
   */
  private static final long LANDING = 606_000;

  /** S3 tells times by the second, and clocks may be off. */
  private static final long CLOCKS = 6_000;

  @TempDir private Path folder;
  private Cloud cloud;
  private Stack local;
  private Longhaul longhaul;
  private Fleet fleet;
  private Process application;

  @BeforeEach
  void start() throws Exception {
    cloud = Cloud.up(folder);
    local = cloud.open();
    longhaul = new Longhaul(folder, Map.of("LONGHAUL_SESSION", "30"));
    fleet = new Fleet(longhaul, folder, List.of("--local"));
    cloud.bucket("target");
    Path source = cloud.bucket("source");
    for (int key = 0; key < Application.KEYS; key++) {
      Path file = source.resolve(Application.key(key));
      Files.createDirectories(file.getParent());
      Files.writeString(file, Application.content("source", key, 0));
    }
    for (int model = 0; model < 2; model++) {
      sparse(cloud.bucket("models").resolve("model-" + model), model);
      cloud.awaitEtag(local.store(), "models", "model-" + model);
    }
    Files.copy(cloud.bucket("models").resolve("model-0"), source.resolve(Application.LARGE));
    cloud.awaitEtag(local.store(), "source", Application.LARGE);
  }

  @AfterEach
  void stop() throws Exception {
    if (application != null) application.destroyForcibly().waitFor();
    if (fleet != null) fleet.close();
    if (local != null) local.close();
    if (cloud != null) cloud.close();
  }

  /** A few bytes in each part, by which the two models differ everywhere. */
  private static void sparse(Path file, int model) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (long at = 0; at < LARGE; at += 64L << 20) {
        channel.write(ByteBuffer.wrap(("model %d".formatted(model)).getBytes(UTF_8)), at);
      }
      channel.write(ByteBuffer.wrap(new byte[] {(byte) model}), LARGE - 1);
    }
  }

  private void begin() throws IOException {
    application =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                Application.class.getName(),
                cloud.state().toString(),
                folder.resolve("journal").toString(),
                Long.toString(SEED))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("application.log").toFile())
            .start();
  }

  /** It finishes the write that it is at. */
  private void end() throws Exception {
    application.getOutputStream().write('\n');
    application.getOutputStream().close();
    assertThat(application.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(application.exitValue())
        .as(Files.readString(folder.resolve("application.log")))
        .isZero();
  }

  /** One write, by when it had begun and been done; 0: it was there before. */
  private record Write(String side, int version, long begun, long done) {}

  private Map<String, List<Write>> journal() throws IOException {
    Map<String, List<Write>> writes = new TreeMap<>();
    Map<String, Long> begun = new TreeMap<>();
    for (String line : Files.readAllLines(folder.resolve("journal"))) {
      String[] words = line.split(" ", -1);
      long when = Long.parseLong(words[4]);
      String write = words[1] + words[2] + words[3];
      if (words[0].equals("begins")) {
        begun.put(write, when);
      } else {
        writes
            .computeIfAbsent(words[2], key -> new ArrayList<>())
            .add(new Write(words[1], Integer.parseInt(words[3]), begun.get(write), when));
      }
    }
    return writes;
  }

  private void submit(String name, String lines) throws Exception {
    Files.writeString(
        folder.resolve("job.yaml"),
        "kind: s3-copy\nsource: s3://source/\ntarget: s3://target/\n"
            + "cut: {by: hex, depth: 1}\nunit: {objects: 50}\n"
            + lines);
    Ended submitted = longhaul.run("submit", "job.yaml", "--name", name, "--local");
    assertThat(submitted.exit()).as(submitted.err()).isZero();
  }

  private void watch(String name) throws Exception {
    Ended watched = longhaul.run("watch", name, "--local");
    assertThat(watched.exit())
        .as(watched.out() + watched.err() + longhaul.run("dead", name, "--local").out())
        .isZero();
    assertThat(watched.out()).contains("run %s: complete".formatted(name));
    Ended audit = longhaul.run("reconcile", name, "--audit", "--local");
    assertThat(audit.exit()).as(audit.out() + audit.err()).isZero();
  }

  @Test
  void each_target_is_one_version_of_its_source_and_what_the_application_wrote_there_stays()
      throws Exception {
    begin();
    await("it writes")
        .atMost(Duration.ofMinutes(1))
        .until(() -> Files.exists(folder.resolve("journal")));
    long began = local.time().now().toEpochMilli();
    fleet.start("1,4,1");
    fleet.start("1,4,1");
    // slow enough for hundreds of writes to fall into it
    submit("meanwhile", "caps: {requests-per-second: 100}\n");
    await("a third is copied")
        .atMost(Duration.ofMinutes(2))
        .until(() -> cloud.answered("CopyObject") > Application.KEYS / 3);
    fleet.kill(1);
    watch("meanwhile");
    end();

    Map<String, List<Write>> writes = journal();
    int foreign = 0;
    int rewritten = 0;
    for (int key = 0; key < Application.KEYS; key++) {
      List<Write> all = writes.getOrDefault(Application.key(key), List.of());
      String found = Files.readString(cloud.bucket("target").resolve(Application.key(key)));
      if (isForeign(key, found, all, began)) foreign++;
      else if (version(key, found, all, began) > 0) rewritten++;
    }
    System.out.printf(
        "seed %d: %,d keys were written, %,d targets are rewritten sources, %,d the"
            + " application's%n",
        SEED, writes.size(), rewritten, foreign);
    assertThat(writes).hasSizeGreaterThan(Application.KEYS / 20);
    assertThat(foreign).isPositive();
    assertThat(rewritten).isPositive();
    assertThat(models(cloud.bucket("target").resolve(Application.LARGE))).isOne();

    // and if the job says so, what is newer is overwritten
    fleet.start("1,4,1");
    submit("after", "copy: {when-target-newer: overwrite}\n");
    watch("after");
    for (int key = 0; key < Application.KEYS; key++) {
      assertThat(cloud.bucket("target").resolve(Application.key(key)))
          .hasSameBinaryContentAs(cloud.bucket("source").resolve(Application.key(key)));
    }
  }

  /** Whether the application's own write is there: its last, whole, unless the source is newer. */
  private static boolean isForeign(int key, String found, List<Write> writes, long began) {
    Write last = null;
    long source = 0;
    for (Write write : writes) {
      if (write.side().equals("target")) last = write;
      else source = write.done();
    }
    if (last == null) return false;
    boolean there = found.equals(Application.content("target", key, last.version()));
    long known = source < began - CLOCKS ? 2_000 : LANDING;
    if (!there && source + known < last.begun()) {
      throw new AssertionError(
          "%s: '%s' overwrote what was written later, %s".formatted(key, found, last));
    }
    return there;
  }

  /** Which version of its source is there: one that was the newest at some time of the run. */
  private static int version(int key, String found, List<Write> writes, long began) {
    List<Write> sources = new ArrayList<>(List.of(new Write("source", 0, 0, 0)));
    for (Write write : writes) if (write.side().equals("source")) sources.add(write);
    for (int i = 0; i < sources.size(); i++) {
      int version = sources.get(i).version();
      boolean old = i + 1 < sources.size() && sources.get(i + 1).done() < began;
      if (!found.equals(Application.content("source", key, version))) continue;
      if (old) throw new AssertionError("%s: '%s' was replaced before".formatted(key, found));
      return version;
    }
    throw new AssertionError("%s: '%s' was never there".formatted(key, found));
  }

  /** How many of the models it is. */
  private long models(Path file) throws IOException {
    long same = 0;
    for (int model = 0; model < 2; model++) {
      if (Files.mismatch(cloud.bucket("models").resolve("model-" + model), file) == -1) same++;
    }
    return same;
  }
}
