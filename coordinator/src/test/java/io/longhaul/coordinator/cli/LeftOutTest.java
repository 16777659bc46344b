package io.longhaul.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.coordinator.cli.World.Ran;
import io.longhaul.ledger.Settlement;
import io.longhaul.stack.LeftOut;
import io.longhaul.unit.Claim;
import io.longhaul.unit.Fate;
import io.longhaul.unit.Tally;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A source whose folder holds files that no object stands for never passes for copied. */
class LeftOutTest {
  private static final LeftOut SOME = new LeftOut(2, 1, 0, List.of("a\nb", "link"));

  @TempDir private Path folder;
  private World world;
  private LeftOut there = LeftOut.NONE;
  private Instant came = Instant.MIN;

  @BeforeEach
  void aStoreOfFolders() {
    world = new World(folder);
    world.folders =
        (bucket, prefix, until) -> {
          boolean before = until.map(at -> came.isBefore(at)).orElse(true);
          return Optional.of(bucket.equals("orders") && before ? there : LeftOut.NONE);
        };
  }

  private Ran submit(String... more) {
    List<Object> words = new java.util.ArrayList<>(List.of("submit", world.job(), "--name", "r"));
    words.addAll(List.of(more));
    return world.run(words.toArray());
  }

  private static Settlement copied(Claim claim) {
    return new Settlement.Done(claim, Tally.of(Fate.LISTED, 10, 1000).with(Fate.COPIED, 10, 1000));
  }

  @Test
  void it_is_refused_in_one_line_before_anything_is_registered() {
    there = SOME;
    for (Ran ran : List.of(submit(), submit("--detach"), submit("--dry-run"))) {
      assertThat(ran.exit()).isEqualTo(2);
      assertThat(ran.out()).isEmpty();
      assertThat(ran.err().lines().filter(line -> line.startsWith("longhaul:"))).hasSize(1);
      assertThat(ran.err())
          .contains("3 files that are no objects")
          .contains("1 symbolic link, 2 names that no key can spell")
          .contains("such as 'a\\u000Ab'")
          .contains("--leave-out");
    }
    assertThat(world.table.rows()).isEmpty();
  }

  @Test
  void told_to_leave_them_out_it_says_so_and_so_do_watch_status_and_report() throws Exception {
    there = SOME;
    Ran submitted = submit("--leave-out");
    assertThat(submitted.exit()).as(submitted.err()).isZero();
    assertThat(submitted.err()).contains("leaving out 3 files");
    world.work(LeftOutTest::copied);
    Ran watched = world.run("watch", "r");
    assertThat(watched.exit()).isZero();
    assertThat(watched.out())
        .contains("run r: over, 3 files of the source left out")
        .contains("not listed, so not copied: 3 files that are no objects")
        .doesNotContain("complete");
    there = LeftOut.NONE;
    assertThat(world.run("status").out()).contains("3 files of the source left out");
    Ran report = world.run("report", "r", "--out", "out");
    assertThat(report.exit()).isZero();
    String json = Files.readString(folder.resolve("out/report.json"));
    StatusAndReportTest.assertValid(json);
    assertThat(json).contains("\"left-out\"").contains("\"accepted\" : true");
    assertThat(Files.readString(folder.resolve("out/report.csv")))
        .contains("left-out,,,,3,")
        .contains("a\\u000Ab");
  }

  @Test
  void what_came_after_the_submitting_is_found_at_the_end_and_the_run_exits_3() throws Exception {
    submit();
    world.work(LeftOutTest::copied);
    there = SOME;
    Ran watched = world.run("watch", "r");
    assertThat(watched.exit()).isEqualTo(3);
    assertThat(watched.out()).contains("over, but 3 files of the source not copied");
    assertThat(world.run("report", "r", "--json").out()).contains("\"verdict\":\"missed\"");
    assertThat(submit().out()).contains("is over");
  }

  @Test
  void what_came_beside_what_was_agreed_to_was_not_agreed_to() throws Exception {
    there = new LeftOut(0, 1, 0, List.of("link"));
    submit("--leave-out");
    world.work(LeftOutTest::copied);
    there = new LeftOut(500, 1, 0, List.of("link"));
    Ran watched = world.run("watch", "r");
    assertThat(watched.exit()).isEqualTo(3);
    assertThat(watched.out()).contains("501 files");
  }

  @Test
  void what_came_after_its_end_is_not_the_runs() throws Exception {
    submit();
    world.work(LeftOutTest::copied);
    world.run("watch", "r");
    there = SOME;
    came = world.time.now().plusSeconds(60);
    Ran report = world.run("report", "r");
    assertThat(report.exit()).isZero();
    assertThat(report.out()).contains("run r: complete");
    assertThat(world.run("status").out()).contains("complete");
    assertThat(world.run("submit", world.job(), "--name", "s").exit()).isEqualTo(2);
  }

  @Test
  void where_nothing_is_left_out_the_run_is_complete_and_the_report_says_that_it_looked()
      throws Exception {
    submit();
    world.work(LeftOutTest::copied);
    assertThat(world.run("watch", "r").out()).contains("run r: complete");
    assertThat(world.run("report", "r", "--json").out())
        .contains("\"leftOut\":{\"accepted\":false");
    world.folders = null;
    assertThat(world.run("report", "r", "--json").out()).contains("\"leftOut\":null");
  }
}
