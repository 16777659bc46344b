package io.longhaul.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.commands.Longhaul;
import io.longhaul.commands.Longhaul.Ended;
import io.longhaul.s3.Body;
import io.longhaul.s3.Expect;
import io.longhaul.s3.ObjectStore;
import io.longhaul.s3.PutRequest;
import io.longhaul.stack.Stack;
import io.longhaul.time.Deadline;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A copy whose target is spoiled in a thousand places, verified, redriven and verified again;
 * metadata and tags are SeededDifferencesTest's, for the embedded cloud keeps no tags.
 */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class VerifyIT {
  private static final int OBJECTS = 1_500;
  private static final int EACH = 210;
  private static final String LETTERS = "0123456789ABCDEFgz";

  /** What is done to an object after it was copied, and in what it is found to differ then. */
  private enum Spoiled {
    MISSING("missing"),
    EXTRA("extra"),
    FLIPPED("etag"),
    LONGER("size"),
    OLDER("etag");

    final String words;

    Spoiled(String words) {
      this.words = words;
    }
  }

  @TempDir private Path folder;
  private Cloud cloud;
  private Stack local;
  private ObjectStore store;
  private Longhaul longhaul;

  @BeforeEach
  void start() throws Exception {
    cloud = Cloud.up(folder);
    cloud.bucket("source");
    cloud.bucket("target");
    local = cloud.open();
    store = local.store();
    longhaul = new Longhaul(folder);
  }

  @AfterEach
  void stop() throws Exception {
    if (local != null) local.close();
    if (cloud != null) cloud.close();
  }

  @Test
  void every_seeded_difference_is_found_and_no_other_and_a_redrive_repairs_all_but_the_extras()
      throws Exception {
    long seed = 20_261_130;
    System.out.printf(
        "seed %d: %,d differences of %,d objects%n", seed, EACH * Spoiled.values().length, OBJECTS);
    Random random = new Random(seed);
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < OBJECTS; i++) {
      keys.add("%s/%04d".formatted(LETTERS.charAt(random.nextInt(LETTERS.length())), i));
    }
    Collections.shuffle(keys, random);
    for (String key : keys) write("source", key, content(key));
    Files.writeString(
        folder.resolve("job.yaml"), "kind: s3-copy\nsource: s3://source/\ntarget: s3://target/\n");
    Ended copied = run("run", "job.yaml", "--name", "copied");
    assertThat(copied.exit()).as(copied.out() + copied.err()).isZero();

    Map<String, String> expected = new TreeMap<>();
    for (Spoiled how : Spoiled.values()) {
      int from = how.ordinal() * EACH;
      for (String key : keys.subList(from, from + EACH)) {
        spoil(how, key, random);
        expected.put(key, how.words);
      }
    }
    verify("copied-verify");
    Ended report = report("copied-verify", 3);
    assertThat(report.out())
        .contains("1,500 listed = 450 equal + 1,050 dead", "equal: 450 by ETag, 0 by size alone");
    assertFound("copied-verify", expected);

    Ended redriven = run("redrive", "copied-verify");
    assertThat(redriven.exit()).as(redriven.err()).isZero();
    assertThat(redriven.err()).contains("840 objects will be copied", "210 objects at the target");
    work("copied-verify");
    expected.values().removeIf(words -> !words.equals("extra"));
    assertThat(report("copied-verify", 3).out())
        .contains("1,500 listed = 840 copied + 450 equal + 210 dead");
    assertFound("copied-verify", expected);
    Ended audit = run("reconcile", "copied-verify", "--audit");
    assertThat(audit.exit()).as(audit.out() + audit.err()).isZero();

    verify("again", "--bytes", "--name", "again");
    assertThat(report("again", 3).out())
        .contains("1,500 listed = 1,290 equal + 210 dead", "equal: 1,290 byte by byte");
    assertFound("again", expected);
  }

  @Test
  void a_run_that_meant_some_objects_by_other_names_is_verified_and_repaired_by_what_it_meant()
      throws Exception {
    for (int i = 0; i < 40; i++) write("source", "2019-%02d.csv".formatted(i), "row " + i);
    for (int i = 0; i < 10; i++) write("source", "tmp-%02d".formatted(i), "not meant");
    Files.writeString(
        folder.resolve("job.yaml"),
        """
        kind: s3-copy
        source: s3://source/
        target: s3://target/
        cut: {by: ranges}
        select: {include: ["*.csv"]}
        copy: {rename: {regex: "([0-9]+)-(.*)", replace: "$1/$2"}}
        keep: {tags: drop}
        """);
    Ended copied = run("run", "job.yaml", "--name", "copied");
    assertThat(copied.exit()).as(copied.out() + copied.err()).isZero();
    store.delete("target", "2019/07.csv", new Expect.Anything(), deadline());
    store.delete("target", "2019/08.csv", new Expect.Anything(), deadline());
    write("target", "2019/extra.csv", "nobody can tell");

    verify("copied-verify", "--attributes");
    assertThat(report("copied-verify", 3).out())
        .contains("50 listed = 38 equal + 10 filtered + 2 dead")
        .contains("not told: what only the target has, for the job renames keys");
    assertFound("copied-verify", Map.of("2019-07.csv", "missing", "2019-08.csv", "missing"));
    assertThat(run("redrive", "copied-verify").exit()).isZero();
    work("copied-verify");
    assertThat(report("copied-verify", 0).out())
        .contains("50 listed = 2 copied + 38 equal + 10 filtered");
  }

  private void spoil(Spoiled how, String key, Random random) throws InterruptedException {
    switch (how) {
      case MISSING -> store.delete("target", key, new Expect.Anything(), deadline());
      case EXTRA -> store.delete("source", key, new Expect.Anything(), deadline());
      case FLIPPED -> {
        byte[] bytes = content(key).getBytes(StandardCharsets.UTF_8);
        int at = random.nextInt(bytes.length);
        bytes[at] = (byte) (bytes[at] ^ 1);
        String flipped = new String(bytes, StandardCharsets.UTF_8);
        write("target", key, flipped);
      }
      case LONGER -> write("target", key, content(key) + "!");
      case OLDER -> write("source", key, content(key).toUpperCase(Locale.ROOT));
    }
  }

  private void write(String bucket, String key, String text) throws InterruptedException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    PutRequest request =
        new PutRequest(bucket, key, bytes.length, "text/plain", Map.of(), new Expect.Anything());
    store.put(request, Body.of(bytes), deadline());
  }

  private static String content(String key) {
    return "content of " + key;
  }

  private Deadline deadline() {
    return Deadline.in(local.time(), Duration.ofSeconds(30));
  }

  private Ended run(String... words) throws Exception {
    return longhaul.run(
        Stream.concat(Stream.of(words), Stream.of("--local")).toArray(String[]::new));
  }

  private void verify(String run, String... more) throws Exception {
    Ended verify =
        run(Stream.concat(Stream.of("verify", "copied"), Stream.of(more)).toArray(String[]::new));
    assertThat(verify.exit()).as(verify.err()).isZero();
    work(run);
  }

  private void work(String run) throws Exception {
    Ended worked = run("worker", "--until", run);
    assertThat(worked.exit()).as(worked.err()).isZero();
  }

  private Ended report(String run, int exit) throws Exception {
    Ended report = run("report", run, "--out", run);
    assertThat(report.exit()).as(report.out() + report.err()).isEqualTo(exit);
    return report;
  }

  /** Times are cut to the second, so what is older need not be seen to be. */
  private void assertFound(String run, Map<String, String> expected) throws Exception {
    Map<String, String> found = new TreeMap<>();
    List<String> lines = Files.readAllLines(folder.resolve(run).resolve("differences.csv"));
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.replace("\"etag, older\"", "etag").split(",", -1);
      assertThat(found.put(cells[0], cells[1])).as("twice: " + line).isNull();
    }
    Map<String, String> wrong = new TreeMap<>();
    expected.forEach((key, words) -> {
      if (!words.equals(found.get(key))) wrong.put(key, words + ", found: " + found.get(key));
    });
    found.forEach((key, words) -> {
      if (!expected.containsKey(key)) wrong.put(key, "nothing, found: " + words);
    });
    assertThat(wrong).isEmpty();
  }
}
