package io.longhaul.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.longhaul.coordinator.cli.World.Ran;
import io.longhaul.ledger.Settlement;
import io.longhaul.unit.Claim;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.Fate;
import io.longhaul.unit.Tally;
import io.longhaul.unit.UnitRef;
import io.longhaul.unit.WorkerId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusAndReportTest {
  private static final Path SCHEMA = Path.of("../schema/report.schema.json");

  @TempDir private Path folder;
  private World world;

  @BeforeEach
  void aRunThatIsSubmitted() {
    world = new World(folder);
    world.run("submit", world.job(), "--name", "orders");
  }

  private void allButTwoDone() throws InterruptedException {
    int[] units = {0};
    world.work(claim -> units[0]++ < 2 ? dead(claim) : copied(claim));
  }

  private static Settlement copied(Claim claim) {
    return new Settlement.Done(
        claim,
        Tally.of(Fate.LISTED, 10, 1000)
            .with(Fate.COPIED, 7, 700)
            .with(Fate.EQUAL, 3, 300)
            .with(Fate.TIMED, 1, 100));
  }

  private static Settlement dead(Claim claim) {
    return new Settlement.Dead(claim, FailureClass.DENIED, "=cmd|' /C calc'!A0 \u001b[2J");
  }

  static void assertValid(String json) throws IOException {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(SCHEMA), InputFormat.JSON);
    assertThat(schema.validate(json, InputFormat.JSON)).isEmpty();
  }

  @Test
  void status_lists_the_runs_of_the_stack() {
    Ran ran = world.run("status");
    assertThat(ran.exit()).isZero();
    assertThat(ran.out()).contains("orders").contains("s3-copy").contains("7 units open");
    assertThat(world.run("status", "--json").out()).contains("\"verdict\":\"open\"");
  }

  @Test
  void status_of_a_run_is_its_screen_and_its_json_is_the_reports() throws Exception {
    Ran ran = world.run("status", "orders");
    assertThat(ran.out()).contains("run orders: not over, 7 units open").contains("0 listed = 0");
    assertValid(world.run("status", "orders", "--json").out());
  }

  @Test
  void a_run_on_which_nobody_works_is_called_that_with_how_to_go_on() throws Exception {
    assertThat(world.run("status", "orders").out())
        .contains(
            "nobody works on it: no worker is live; './longhaul worker --until orders' goes on");
    assertThat(world.run("status", "--local").out()).contains("; nobody works on it");
    world
        .ledger
        .sessions()
        .begin(new WorkerId("worker-7-a"), "here", 1, world.time.now().plusSeconds(60));
    UnitRef unit = world.received().getFirst();
    world.ledger.units().claim(unit, new WorkerId("worker-7-a"), "token", 1, world.time.now());
    assertThat(world.run("status", "orders").out()).contains("1 unit in hand of 1 worker\n");
    assertThat(world.run("status").out()).doesNotContain("nobody");
    world.time.pass(Duration.ofMinutes(3));
    assertThat(world.run("status", "orders").out()).contains("nobody works on it");
  }

  @Test
  void a_run_that_is_over_needs_nobody() throws Exception {
    allButTwoDone();
    world.run("watch", "orders");
    assertThat(world.run("status", "orders").out()).doesNotContain("nobody").doesNotContain("hand");
    assertThat(world.run("status").out()).doesNotContain("nobody");
  }

  @Test
  void the_json_of_a_report_is_as_its_schema_says() throws Exception {
    allButTwoDone();
    world.run("watch", "orders");
    Ran ran = world.run("report", "orders", "--json");
    assertThat(ran.exit()).isEqualTo(3);
    assertValid(ran.out());
    assertThat(ran.out()).contains("\"verdict\":\"dead-left\"").contains("\"unknownRanges\":2");
  }

  @Test
  void the_schema_refuses_what_is_no_report() {
    assertThat(
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schemaText(), InputFormat.JSON)
                .validate("{\"format\":1,\"run\":\"orders\"}", InputFormat.JSON))
        .isNotEmpty();
  }

  private static String schemaText() {
    try {
      return Files.readString(SCHEMA);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void three_files_are_written_and_the_screen_is_printed() throws Exception {
    allButTwoDone();
    Ran ran = world.run("report", "orders", "--out", "out");
    assertThat(ran.out()).contains("50 listed = 35 copied + 15 equal");
    assertThat(ran.err()).contains("2 dead units left; './longhaul dead orders' says why");
    assertThat(folder.resolve("out"))
        .isDirectoryContaining("glob:**/report.txt")
        .isDirectoryContaining("glob:**/report.csv")
        .isDirectoryContaining("glob:**/report.json");
    assertValid(Files.readString(folder.resolve("out/report.json")));
  }

  @Test
  void what_was_equal_is_told_by_what() throws Exception {
    allButTwoDone();
    assertThat(world.run("status").out()).contains("; 35 copied and 15 equal of 50 listed");
    assertThat(world.run("report", "orders").out())
        .contains("50 listed = 35 copied + 15 equal\n")
        .contains("  equal: 10 by ETag, 5 by size and time\n");
    assertThat(world.run("report", "orders", "--json").out())
        .contains("\"equalBy\":{\"etag\":10,\"time\":5}");
    world.file("taken", "");
    Ran taken = world.run("report", "orders", "--out", "taken");
    assertThat(taken.exit()).isEqualTo(2);
    assertThat(taken.err()).contains("taken: a file is there; name a folder");
    world.run("report", "orders", "--out", "out");
    assertThat(Files.readString(folder.resolve("out/report.csv")))
        .contains("fate,equal-by-time,small,,5,500");
  }

  @Test
  void what_was_kept_of_the_objects_that_were_copied_is_told_by_attribute() throws Exception {
    allButTwoDone();
    assertThat(world.run("report", "orders").out())
        .contains("of what was copied: metadata 35 kept; content-headers 35 kept;")
        .contains("not compared: website-redirect, encryption, object-lock, checksum, acl\n");
    assertThat(world.run("report", "orders", "--json").out())
        .contains("\"tags\":{\"kept\":35,\"changed\":0,\"unreadable\":0,\"notCompared\":0}")
        .contains("\"acl\":{\"kept\":0,\"changed\":0,\"unreadable\":0,\"notCompared\":35}");
    world.run("report", "orders", "--out", "out");
    assertThat(Files.readString(folder.resolve("out/report.csv")))
        .contains("fidelity,metadata,,,35,,,kept,")
        .contains("fidelity,checksum,,,35,,,not-compared,")
        .doesNotContain("unreadable");
  }

  @Test
  void nothing_from_outside_reaches_terminal_or_spreadsheet_as_it_is() throws Exception {
    allButTwoDone();
    world.run("report", "orders", "--out", "out");
    String csv = Files.readString(folder.resolve("out/report.csv"));
    assertThat(csv).contains("'=cmd").doesNotContain(",=cmd").doesNotContain("\u001b");
    String text = Files.readString(folder.resolve("out/report.txt"));
    assertThat(text).contains("\\u001B[2J").doesNotContain("\u001b");
  }

  @Test
  void what_an_unlisted_range_holds_is_never_0() throws Exception {
    allButTwoDone();
    world.run("report", "orders", "--out", "out");
    String csv = Files.readString(folder.resolve("out/report.csv"));
    assertThat(csv).contains("unknown-ranges,,small,2,,").contains("dead-unit,denied,small,1,,,");
    assertThat(Files.readString(folder.resolve("out/report.json"))).contains("\"objects\" : null");
  }

  @Test
  void a_defect_of_ours_is_one_line_and_the_rest_is_in_a_log() throws Exception {
    world.kind.beforeEachCut =
        () -> {
          throw new IllegalStateException("broken");
        };
    Ran ran = world.run("submit", world.job(), "--name", "second");
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.err().lines().filter(line -> line.startsWith("longhaul:"))).hasSize(1);
    assertThat(ran.err()).contains("broken").doesNotContain("\tat ");
    assertThat(folder.resolve(".longhaul/logs/failures.log")).content().contains("\tat ");
    assertThat(world.run("submit", world.job(), "--name", "third", "-v").err()).contains("\tat ");
  }
}
