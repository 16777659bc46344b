package io.longhaul.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.longhaul.coordinator.cli.World.Ran;
import io.longhaul.unit.Fate;
import io.longhaul.unit.UnitState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadCommandTest {
  @TempDir private Path folder;
  private DeadWorld dead;
  private World world;

  @BeforeEach
  void aRunWithDeadUnits() throws InterruptedException {
    dead = new DeadWorld(folder);
    world = dead.world;
  }

  @Test
  void like_failures_are_one_group_with_a_remedy_for_its_class() {
    Ran ran = world.run("dead", "orders", "--local");
    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(ran.out())
        .contains("denied: 2 units")
        .contains("2 units, 2 ranges never listed  s3:GetObject on s3://orders/… is denied\n")
        .contains("first 2026-11-02T08:00:0", ", worker worker\n")
        .contains(dead.denied.get(0).unit() + "  keys '", dead.denied.get(1).unit() + "  keys '")
        .contains(
            "what to do: grant s3:GetObject on s3://orders/private/*; then"
                + " './longhaul redrive orders --class denied --local' (docs/runbook.md#denied)")
        .contains("too-large: 1 unit\n")
        .contains("run orders: 3 dead units, 3 ranges never listed\n");
  }

  @Test
  void nothing_from_outside_reaches_the_terminal_as_it_is() {
    Ran ran = world.run("dead", "orders", "--class", "too-large");
    assertThat(ran.out()).contains("too-large").doesNotContain("\u001b", "denied");
  }

  @Test
  void filters_narrow_it_down() {
    assertThat(world.run("dead", "orders", "--reason", "6000000000").out()).contains(": 1 dead");
    assertThat(world.run("dead", "orders", "--reason", "s3://orders/… is denied").out())
        .contains(": 2 dead");
    assertThat(world.run("dead", "orders", "--unit", dead.denied.get(0).unit()).out())
        .contains(": 1 dead");
    assertThat(world.run("dead", "orders", "--limit", "2").out()).contains(": 2 dead");
    assertThat(world.run("dead", "orders", "--class", "corrupt").out()).contains(": 0 dead");
  }

  @Test
  void json_has_the_groups_and_their_examples() throws Exception {
    Ran ran = world.run("dead", "orders", "--json");
    JsonNode json = new ObjectMapper().readTree(ran.out());
    assertThat(json.path("units").asInt()).isEqualTo(3);
    JsonNode group = json.path("classes").get(0).path("groups").get(0);
    assertThat(group.path("units").asInt()).isEqualTo(2);
    assertThat(group.path("examples")).hasSize(2);
    assertThat(group.path("reason").asText()).startsWith("s3:GetObject on s3://orders/");
  }

  @Test
  void every_dead_unit_is_exported() throws Exception {
    assertThat(world.run("dead", "orders", "--export", "csv", "--out", "d.csv").exit()).isZero();
    assertThat(Files.readAllLines(folder.resolve("d.csv"))).hasSize(4);
    assertThat(folder.resolve("d.csv")).content().doesNotContain("\u001b");
    world.run("dead", "orders", "--export", "json", "--out", "d.json", "--class", "denied");
    JsonNode json = new ObjectMapper().readTree(folder.resolve("d.json").toFile());
    assertThat(json).hasSize(2);
    assertThat(json.get(0).path("objects").isNull()).as("nobody knows how many").isTrue();
    assertThat(folder).isDirectoryNotContaining("glob:**.new");
  }

  @Test
  void an_export_of_nothing_is_a_valid_file() throws Exception {
    world.run("dead", "orders", "--class", "corrupt", "--export", "json", "--out", "d.json");
    assertThat(new ObjectMapper().readTree(folder.resolve("d.json").toFile())).isEmpty();
  }

  @Test
  void accepted_units_are_closed_with_the_reason_and_their_notices_go() throws Exception {
    assertThat(dead.notices()).hasSize(3);
    Ran ran = world.run("dead", "orders", "--class", "denied", "--accept", "not ours");
    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(ran.out())
        .isEqualTo("2 units accepted: 0 objects as skipped, 2 unlisted ranges stay" + " unknown\n");
    assertThat(ran.err()).contains("2 notices taken out of the dead-letter queue");
    assertThat(dead.denied).allMatch(unit -> dead.state(unit) == UnitState.ACCEPTED);
    assertThat(dead.state(dead.tooLarge.getFirst())).isEqualTo(UnitState.DEAD);
    assertThat(dead.notices()).containsExactlyElementsOf(dead.tooLarge);
    assertThat(world.ledger.units().find(dead.denied.get(0)).orElseThrow().row().text("accepted"))
        .isEqualTo("not ours");
    dead.audit();
    Ran again = world.run("dead", "orders", "--class", "denied", "--accept", "not ours");
    assertThat(again.exit()).isZero();
    assertThat(again.out()).isEqualTo("0 units accepted\n");
    assertThat(world.run("report", "orders").exit()).isEqualTo(3);
    world.run("dead", "orders", "--accept", "by hand");
    assertThat(world.run("report", "orders").exit()).isZero();
    assertThat(world.ledger.runs().counts(DeadWorld.RUN).tally().objects(Fate.UNKNOWN))
        .as("what was never listed stays unknown")
        .isEqualTo(3);
  }

  @Test
  void a_dry_run_shows_them_and_changes_nothing() throws Exception {
    Ran ran = world.run("dead", "orders", "--class", "denied", "--accept", "why", "--dry-run");
    assertThat(ran.exit()).isZero();
    assertThat(ran.out()).contains("denied: 2 units");
    assertThat(ran.err()).contains("would accept 2 units");
    assertThat(dead.dead()).isEqualTo(3);
    assertThat(dead.notices()).hasSize(3);
  }

  @Test
  void what_reaches_beyond_the_prefix_is_shown_and_not_accepted() {
    String prefix = "0/deep/";
    assertThat(world.run("dead", "orders", "--prefix", prefix).out()).contains(": 1 dead unit");
    Ran ran = world.run("dead", "orders", "--prefix", prefix, "--accept", "why");
    assertThat(ran.out()).isEqualTo("0 units accepted\n");
    assertThat(ran.err()).contains("1 unit left: they may hold keys without that prefix");
    assertThat(world.run("dead", "orders", "--prefix", "0/", "--accept", "why").out())
        .startsWith("1 unit accepted");
    assertThat(dead.dead()).isEqualTo(2);
  }

  @Test
  void accepted_by_two_at_once_each_unit_is_accepted_once_whenever_the_other_comes()
      throws Exception {
    for (int at = 1; at <= requestsOfAccept(); at += 3) {
      meanwhile(at, "dead", "orders", "--accept", "mine");
      assertThat(dead.dead()).isZero();
      assertThat(world.ledger.runs().counts(DeadWorld.RUN).units(UnitState.ACCEPTED)).isEqualTo(3);
      assertThat(dead.notices()).isEmpty();
    }
  }

  @Test
  void of_one_who_accepts_and_one_who_redrives_each_unit_heeds_one() throws Exception {
    for (int at = 1; at <= requestsOfAccept(); at += 3) {
      meanwhile(at, "redrive", "orders");
      assertThat(dead.dead()).isZero();
      long accepted = world.ledger.runs().counts(DeadWorld.RUN).units(UnitState.ACCEPTED);
      assertThat(accepted + world.ledger.runs().counts(DeadWorld.RUN).open()).isEqualTo(3);
      assertThat(dead.notices()).isEmpty();
    }
  }

  private int requestsOfAccept() throws InterruptedException {
    DeadWorld one = new DeadWorld(folder);
    int[] asked = {0};
    one.world.whenAsked = () -> asked[0]++;
    one.world.run("dead", "orders", "--accept", "mine");
    assertThat(asked[0]).isGreaterThan(20);
    return asked[0];
  }

  /** Another command, as a whole, before the accept's request of that number. */
  private void meanwhile(int at, Object... command) throws InterruptedException {
    dead = new DeadWorld(folder);
    world = dead.world;
    List<Ran> other = new ArrayList<>();
    int[] left = {at};
    world.whenAsked =
        () -> {
          if (--left[0] == 0) other.add(world.run(command));
        };
    Ran ran = world.run("dead", "orders", "--accept", "mine too");
    world.whenAsked = () -> {};
    assertThat(ran.exit()).as("the other came at request %d: %s", at, ran.err()).isZero();
    assertThat(other).hasSize(1).allMatch(one -> one.exit() == 0);
    dead.audit();
  }

  @Test
  void misuse_is_one_line() {
    for (Ran ran :
        new Ran[] {
          world.run("dead", "none"),
          world.run("dead", "orders", "--class", "denid"),
          world.run("dead", "orders", "--unit", "x\u001b"),
          world.run("dead", "orders", "--limit", "0"),
          world.run("dead", "orders", "--accept", " "),
          world.run("dead", "orders", "--dry-run"),
          world.run("dead", "orders", "--export", "csv"),
          world.run("dead", "orders", "--export", "xml", "--out", "f"),
          world.run("dead", "orders", "--export", "csv", "--out", "f", "--accept", "w"),
        }) {
      assertThat(ran.exit()).isEqualTo(2);
      assertThat(ran.out()).isEmpty();
      assertThat(ran.err().lines().filter(line -> line.startsWith("longhaul: "))).hasSize(1);
      assertThat(ran.err()).doesNotContain("\u001b");
    }
    assertThat(world.run("dead", "orders", "--class", "denid").err())
        .contains("did you mean 'denied'?");
  }

  @Test
  void a_filter_that_is_empty_does_not_mean_all() {
    for (String option : new String[] {"--prefix", "--reason"}) {
      for (String command : new String[] {"dead", "redrive"}) {
        Ran ran = world.run(command, "orders", option, "");
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains("longhaul: " + option + " '': it is empty");
      }
    }
  }

  @Test
  void the_remedy_is_for_those_that_are_shown_and_no_others() {
    String unit = dead.denied.get(0).unit().value();
    Ran ran = world.run("dead", "orders", "--reason", "is denied", "--unit", unit);
    assertThat(ran.out())
        .contains(
            "'./longhaul redrive orders --class denied --reason 'is denied' --unit %s'"
                .formatted(unit));
    assertThat(world.run("redrive", "orders", "--unit", unit, "--dry-run").out())
        .contains("'./longhaul redrive orders --class denied --unit %s'".formatted(unit));
  }

  @Test
  void an_id_that_no_unit_has_is_named() {
    String none = "a".repeat(20);
    String known = dead.denied.get(0).unit().value();
    for (String command : new String[] {"dead", "redrive"}) {
      Ran ran = world.run(command, "orders", "--unit", known, "--unit", none);
      assertThat(ran.exit()).isEqualTo(2);
      assertThat(ran.out()).isEmpty();
      assertThat(ran.err())
          .contains(
              "longhaul: --unit '%s': run 'orders' has none of that id; './longhaul units orders'"
                  .formatted(none));
    }
    assertThat(dead.dead()).isEqualTo(3);
  }

  @Test
  void an_export_replaces_no_file() throws Exception {
    Path file = Files.writeString(folder.resolve("mine.csv"), "mine");
    Ran ran = world.run("dead", "orders", "--export", "csv", "--out", "mine.csv");
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err()).contains("longhaul: --out 'mine.csv': it is there already");
    assertThat(file).content().isEqualTo("mine");
  }

  @Test
  void of_a_cancelled_run_nothing_is_said_to_be_redriven() {
    world.run("redrive", "orders", "--class", "too-large");
    assertThat(world.ledger.cancels().ask(DeadWorld.RUN)).isTrue();
    Ran ran = world.run("dead", "orders");
    assertThat(ran.out())
        .contains(
            "what to do: the run is cancelled, so these stay dead: './longhaul dead orders --class"
                + " denied --accept WHY' closes them")
        .doesNotContain("redrive");
  }
}
