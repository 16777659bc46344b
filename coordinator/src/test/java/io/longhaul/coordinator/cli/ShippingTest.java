package io.longhaul.coordinator.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.coordinator.cli.World.Ran;
import io.longhaul.job.Artifact;
import io.longhaul.job.CommandJob;
import io.longhaul.job.JobJson;
import io.longhaul.job.Sha256;
import io.longhaul.kind.Command;
import io.longhaul.unit.RunName;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a command's job brings along, pinned and stored when it is submitted. */
class ShippingTest {
  private static final RunName RUN = new RunName("shipped");

  @TempDir private Path folder;
  private World world;
  private Path tool;

  @BeforeEach
  void aWorldWithATool() {
    world = new World(folder);
    world.kinds = name -> new Command();
    tool = world.file("tool.sh", "#!/bin/sh\n");
    world.file("items.txt", "one\n\ntwo\n");
  }

  private Path job(String... lines) {
    String all = "kind: command\ncommand: artifact:tool\n" + String.join("\n", lines) + "\n";
    return world.file("job.yaml", all);
  }

  private Path job() {
    return job("items-from: items.txt", "artifacts: [{name: tool, file: tool.sh}]");
  }

  private CommandJob pinned() {
    return (CommandJob) JobJson.read(world.ledger.runs().job(RUN)).options();
  }

  private Ran submit(Path job, String... more) {
    Object[] words = new Object[4 + more.length];
    System.arraycopy(new Object[] {"submit", job, "--name", "shipped"}, 0, words, 0, 4);
    System.arraycopy(more, 0, words, 4, more.length);
    return world.run(words);
  }

  private String refused(Path job) {
    Ran ran = submit(job);
    assertThat(ran.exit()).as(ran.err()).isEqualTo(2);
    assertThat(world.ledger.runs().find(RUN)).isEmpty();
    return ran.err().lines().toList().getLast();
  }

  @Test
  void a_file_is_stored_under_its_digest_which_the_run_has_in_its_place() throws Exception {
    Ran looked = submit(job(), "--dry-run");
    assertThat(looked.exit()).as(looked.err()).isZero();
    assertThat(world.estate.stored).isEmpty();

    Sha256 is = Sha256.of(tool);
    Ran first = submit(job());
    assertThat(first.exit()).as(first.err()).isZero();
    assertThat(first.err()).contains("stored tool.sh as s3://longhaul-bucket/artifacts/" + is);
    assertThat(first.out()).contains("2 units registered");
    assertThat(world.estate.stored).containsExactly("artifacts/" + is);
    Artifact artifact = pinned().artifacts().getFirst();
    assertThat(artifact.file()).isNull();
    assertThat(artifact.s3()).hasToString("s3://longhaul-bucket/artifacts/" + is);
    assertThat(artifact.sha256()).isEqualTo(is);
    assertThat(pinned().items()).containsExactly("one", "two");

    Ran again = submit(job());
    assertThat(again.exit()).as(again.err()).isZero();
    assertThat(again.err()).doesNotContain("stored");
  }

  @Test
  void a_launch_that_hands_the_run_over_brings_it_along_too() throws Exception {
    world.fleet.make(0, 32, "m5.4xlarge");
    Ran ran = world.run("fleet", "launch", "--workers", 2, job(), "--name", "shipped", "--detach");
    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(world.estate.stored).containsExactly("artifacts/" + Sha256.of(tool));
    assertThat(pinned().artifacts().getFirst().sha256()).isEqualTo(Sha256.of(tool));
    assertThat(world.fleet.members).hasSize(2);
  }

  @Test
  void the_same_job_with_other_bytes_is_another_job_and_with_other_items_goes_on()
      throws Exception {
    assertThat(submit(job()).exit()).isZero();
    world.file("items.txt", "three\n");
    assertThat(submit(job()).exit()).isZero();
    assertThat(pinned().items()).containsExactly("one", "two");
    world.file("tool.sh", "#!/bin/sh\nexit 1\n");
    Ran other = submit(job());
    assertThat(other.exit()).isEqualTo(2);
    assertThat(other.err())
        .contains("run 'shipped' is there with another job", "artifacts[0].sha256: ");
  }

  @Test
  void what_is_wrong_with_a_file_is_one_line() throws IOException {
    assertThat(refused(job("items: [a]", "artifacts: [{name: tool, file: gone.sh}]")))
        .endsWith("artifacts[0].file: there is no file 'gone.sh'");
    Files.createDirectory(folder.resolve("there"));
    assertThat(refused(job("items: [a]", "artifacts: [{name: tool, file: there}]")))
        .endsWith("artifacts[0].file: 'there' is no file");
    String sha = "ab".repeat(32);
    assertThat(
            refused(
                job("items: [a]", "artifacts: [{name: tool, file: tool.sh, sha256: " + sha + "}]")))
        .endsWith("artifacts[0].sha256: 'tool.sh' is another file, of SHA-256 " + Sha256.of(tool));
    assertThat(
            refused(
                job(
                    "items: [a]",
                    "artifacts: [{name: tool, s3: 's3://orders/x', sha256: " + sha + "}]")))
        .endsWith("artifacts[0].s3: there is no object 's3://orders/x'");
    world.estate.bucketThere = false;
    assertThat(refused(job()))
        .endsWith(
            "artifacts[0].file: the stack has no bucket 'longhaul-bucket' to store it in;"
                + " './longhaul infra deploy' makes it, or store it yourself and write s3 and"
                + " sha256");
  }

  @Test
  void more_than_a_worker_holds_is_refused_before_it_is_read() throws IOException {
    for (String name : List.of("large.bin", "more.bin")) {
      try (var file = new RandomAccessFile(folder.resolve(name).toFile(), "rw")) {
        file.setLength(name.equals("large.bin") ? 3L << 30 : 2L << 30);
      }
    }
    assertThat(refused(job("items: [a]", "artifacts: [{name: tool, file: large.bin}]")))
        .endsWith(
            "artifacts[0].file: with '%s' the artifacts have 3,221,225,472 bytes, and a worker"
                    .formatted(folder.resolve("large.bin"))
                + " holds 2,147,483,648; take less along");
    assertThat(
            refused(
                job(
                    "items: [a]",
                    "artifacts: [{name: more, file: more.bin}, {name: tool, file: tool.sh}]")))
        .contains("artifacts[1].file: with '" + tool + "' the artifacts have 2,147,483,658 bytes");
  }

  @Test
  void what_lies_in_s3_is_taken_as_the_job_says() {
    world.store.write("orders", "x", "#!/bin/sh\n".getBytes(UTF_8));
    String sha = "ab".repeat(32); // who looks at it is who runs it
    Path job =
        job("items: [a]", "artifacts: [{name: tool, s3: 's3://orders/x', sha256: " + sha + "}]");
    assertThat(submit(job).exit()).isZero();
    assertThat(pinned().artifacts().getFirst().sha256()).isEqualTo(new Sha256(sha));
    assertThat(world.estate.stored).isEmpty();
  }

  @Test
  void what_is_wrong_with_a_file_of_items_is_one_line() {
    String tool = "artifacts: [{name: tool, file: tool.sh}]";
    assertThat(refused(job("items-from: gone.txt", tool)))
        .endsWith("items-from: 'gone.txt' is no file that is there");
    world.file("items.txt", "\n\n");
    assertThat(refused(job())).endsWith("items-from: 'items.txt' holds no item");
    world.file("items.txt", "a\nb\tc\n");
    assertThat(refused(job()))
        .endsWith("items-from: 'items.txt', line 2 holds a control character; an item is one line");
    assertThat(refused(job("items-from: items.txt", "items: [a]", tool)))
        .endsWith("items: stand beside items-from; keep one of the two");
    world.file("items.txt", ("x".repeat(1_000) + "\n").repeat(400));
    assertThat(refused(job()))
        .endsWith(
            "items-from: holds more than a run keeps of it, 307,200 bytes; have several runs of"
                + " fewer items");
  }

  @Test
  void run_refuses_a_job_that_its_workers_do_not_allow() {
    Ran ran = world.run("run", job(), "--name", "shipped");
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err())
        .contains(
            "the workers that this starts do not allow 'artifact:tool'; say --allow-artifacts");
    assertThat(world.estate.stored).isEmpty();
    Path named = world.file("named.yaml", "kind: command\ncommand: resize\nitems: [a]\n");
    assertThat(world.run("run", named, "--name", "shipped").err()).contains("--allow resize=/path");
  }

  @Test
  void plan_counts_items_and_units_and_says_what_workers_must_allow_and_may_read() {
    Path job =
        job(
            "items-from: items.txt",
            "artifacts: [{name: tool, file: tool.sh}, {name: data, s3: 's3://orders/x', sha256: "
                + "ab".repeat(32)
                + "}]");
    Ran plan = world.run("plan", job);
    assertThat(plan.exit()).as(plan.err()).isZero();
    assertThat(plan.out())
        .contains("items   2, each for 600 s at most", "units   3", "--allow artifact:SHA256")
        .contains("s3:GetObject on arn:aws:s3:::orders/x");
    assertThat(world.run("plan", job, "--json").out())
        .contains("\"items\":2,\"units\":3", "\"action\":\"s3:GetObject\"");
    assertThat(world.ledger.runs().find(RUN)).isEmpty();
  }
}
