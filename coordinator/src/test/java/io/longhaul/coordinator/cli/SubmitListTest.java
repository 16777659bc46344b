package io.longhaul.coordinator.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.coordinator.cli.World.Ran;
import io.longhaul.job.Cut;
import io.longhaul.job.JobJson;
import io.longhaul.job.S3CopyJob;
import io.longhaul.kind.S3Copy;
import io.longhaul.unit.Fate;
import io.longhaul.unit.RunName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubmitListTest {
  private static final RunName RUN = new RunName("listed");

  @TempDir private Path folder;
  private World world;
  private Path job;

  @BeforeEach
  void aWorldWithALists() throws IOException {
    world = new World(folder);
    world.kinds = name -> new S3Copy();
    world.store.createBucket("lists");
    job("s3://lists/it.csv", "csv");
  }

  private void job(String manifest, String rows) throws IOException {
    job = folder.resolve("listed.yaml");
    Files.writeString(
        job,
        """
        kind: s3-copy
        source: s3://orders/
        target: s3://copies/
        cut: {by: manifest, manifest: '%s', rows: %s}
        """
            .formatted(manifest, rows));
  }

  private void list(String text) {
    world.store.write("lists", "it.csv", text.getBytes(UTF_8));
  }

  private Ran submit() {
    return world.run("submit", job, "--name", "listed");
  }

  private Cut.Manifest pinned() {
    return (Cut.Manifest) ((S3CopyJob) JobJson.read(world.ledger.runs().job(RUN)).options()).cut();
  }

  private String refused(String... lines) throws IOException {
    list(String.join("\n", lines) + "\n");
    Ran ran = submit();
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(world.ledger.runs().find(RUN)).isEmpty();
    return ran.err();
  }

  @Test
  void a_list_in_s3_is_pinned_as_it_is_and_a_run_goes_on_with_what_it_was() throws Exception {
    list("orders,a\norders,b\n");
    assertThat(submit().exit()).isZero();
    Cut.Manifest first = pinned();
    assertThat(first.etag()).isNotNull();
    assertThat(first.bytes()).isEqualTo(18);

    list("orders,another\n");
    Ran again = submit();
    assertThat(again.exit()).as(again.err()).isZero();
    assertThat(again.out()).contains("registered in all");
    assertThat(pinned()).isEqualTo(first);

    job("s3://lists/other.csv", "csv");
    Ran other = submit();
    assertThat(other.exit()).isEqualTo(2);
    assertThat(other.err()).contains("cut.manifest: there is no object 's3://lists/other.csv'");
  }

  @Test
  void what_is_no_list_of_the_source_is_refused_with_its_row() throws Exception {
    assertThat(refused("orders,a", "others,b", "orders,c"))
        .contains(
            "cut.manifest: 's3://lists/it.csv' row 2 is of bucket 'others', and the source is"
                + " 'orders'");
    assertThat(refused("{}")).contains("row 1 has 1 columns; write bucket,key");
    assertThat(refused("orders,a,v7")).contains("row 1 names the version 'v7'");
    job("s3://lists/it.csv", "inventory");
    assertThat(refused("orders,a")).contains("is not the JSON of an inventory's manifest");
  }

  @Test
  void a_list_on_this_machine_becomes_part_of_the_run() throws Exception {
    Files.writeString(
        folder.resolve("sync.log"),
        """
        copy: s3://orders/ok to s3://copies/ok
        copy failed: s3://orders/a to s3://copies/a An error occurred (SlowDown)
        copy failed: s3://orders/a to s3://copies/a An error occurred (SlowDown)
        copy failed: s3://orders/b to s3://copies/b An error occurred (SlowDown)
        """);
    job("sync.log", "log");
    Ran ran = submit();
    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(pinned().keys()).containsExactly("a", "b");
    assertThat(world.ledger.runs().counts(RUN).tally().objects(Fate.LISTED)).isEqualTo(2);

    Files.delete(folder.resolve("sync.log"));
    assertThat(submit().exit()).as("the run has it").isZero();
  }

  @Test
  void a_list_on_this_machine_that_a_run_cannot_keep_is_refused_with_what_to_do() throws Exception {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 400; i++)
      rows.append("orders,").append("k".repeat(900)).append(i).append('\n');
    Files.writeString(folder.resolve("long.csv"), rows);
    job("long.csv", "csv");
    Ran ran = submit();
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err()).contains("names more than a run keeps").contains("put it into S3");
    job("none.csv", "csv");
    assertThat(submit().err()).contains("cut.manifest: there is no file 'none.csv'");
  }

  private void prefixes(String from) throws IOException {
    job = folder.resolve("listed.yaml");
    Files.writeString(
        job,
        """
        kind: s3-copy
        source: s3://orders/
        target: s3://copies/
        cut: {by: prefixes, list: '%s'}
        """
            .formatted(from));
  }

  private List<String> pinnedPrefixes() {
    S3CopyJob copy = (S3CopyJob) JobJson.read(world.ledger.runs().job(RUN)).options();
    return ((Cut.Prefixes) copy.cut()).list();
  }

  @Test
  void prefixes_are_read_from_s3_once_and_overlaps_are_merged() throws Exception {
    list("2019/\r\n\n2018/a\n2018/\nünï/\n");
    prefixes("s3://lists/it.csv");
    Ran ran = submit();
    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(ran.out()).contains("3 units registered");
    assertThat(pinnedPrefixes()).containsExactly("2018/", "2019/", "ünï/");

    list("2020/\n");
    assertThat(submit().exit()).isZero();
    assertThat(pinnedPrefixes()).containsExactly("2018/", "2019/", "ünï/");
  }

  @Test
  void prefixes_are_read_from_this_machine() throws Exception {
    prefixes("prefixes.txt");
    assertThat(submit().err()).contains("cut.list: 'prefixes.txt' is no file that is there");
    Files.writeString(folder.resolve("prefixes.txt"), "a/\nb/\n");
    assertThat(submit().exit()).isZero();
    assertThat(pinnedPrefixes()).containsExactly("a/", "b/");
  }

  @Test
  void prefixes_beside_a_list_are_refused_for_the_list_would_not_be_read() throws Exception {
    world.store.write("lists", "it.txt", "b\n".getBytes(UTF_8));
    Path both = world.job("cut: {by: prefixes, prefixes: [a], list: 's3://lists/it.txt'}");
    Ran ran = world.run("submit", both, "--name", "listed");
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err()).contains("cut: prefixes stand beside a list; keep one of the two");
    assertThat(world.ledger.runs().find(RUN)).isEmpty();
  }

  @Test
  void more_prefixes_than_a_run_keeps_are_refused_in_one_line() throws Exception {
    prefixes("prefixes.txt");
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 65_537; i++) many.append(Integer.toString(i, 36)).append("/\n");
    Files.writeString(folder.resolve("prefixes.txt"), many);
    Ran tooMany = submit();
    assertThat(tooMany.exit()).isEqualTo(2);
    assertThat(tooMany.err()).contains("cut.list: 'prefixes.txt' holds more than 65,536 prefixes");

    StringBuilder longer = new StringBuilder();
    for (int i = 0; i < 1_000; i++) longer.append("p".repeat(400)).append(1_000 + i).append('\n');
    Files.writeString(folder.resolve("prefixes.txt"), longer);
    Ran tooLong = submit();
    assertThat(tooLong.exit()).isEqualTo(2);
    assertThat(tooLong.err())
        .contains("cut.list: holds more than a run keeps of it, 307,200 bytes");
    assertThat(world.ledger.runs().find(RUN)).isEmpty();
  }

  @Test
  void plan_counts_its_rows_and_says_what_names_cost() throws Exception {
    list("orders,a\norders,b\norders,c\n");
    Ran plan = world.run("plan", job);
    assertThat(plan.exit()).as(plan.err()).isZero();
    assertThat(plan.out())
        .contains("3 objects, counted")
        .contains("6 heads")
        .contains("each costs a HEAD at the source and one at the target");
  }
}
