package io.longhaul.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.longhaul.coordinator.cli.World.Ran;
import io.longhaul.ledger.Change;
import io.longhaul.ledger.Key;
import io.longhaul.ledger.UnitRow;
import io.longhaul.ledger.Write;
import io.longhaul.unit.UnitRef;
import io.longhaul.unit.UnitState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One row that nobody can read keeps no command from all the others. */
class UnreadableRowsTest {
  @TempDir private Path folder;
  private DeadWorld dead;
  private World world;

  @BeforeEach
  void aRunOfWhoseThreeDeadUnitsTwoCannotBeRead() throws InterruptedException {
    dead = new DeadWorld(folder);
    world = dead.world;
    alter(dead.denied.get(0), "tally", "half\u001b of it");
    alter(dead.denied.get(1), "payload", "{\"shape\":\"cube\"}");
  }

  private void alter(UnitRef unit, String attribute, String text) {
    alter(UnitRow.key(unit), attribute, text);
  }

  private void alter(Key key, String attribute, String text) {
    world.table.write(new Write.Update(key, List.of(), List.of(new Change.Set(attribute, text))));
  }

  private void namesBoth(Ran ran) {
    assertThat(ran.exit()).isEqualTo(3);
    assertThat(ran.err()).doesNotContain("\u001b");
    for (UnitRef unit : dead.denied) {
      assertThat(ran.err().lines())
          .filteredOn(line -> line.contains(unit.unit() + " is passed over: "))
          .hasSize(1);
    }
    assertThat(ran.err())
        .contains("2 rows could not be read; './longhaul reconcile orders --audit' says what");
  }

  @Test
  void dead_shows_the_others() {
    Ran ran = world.run("dead", "orders");
    namesBoth(ran);
    assertThat(ran.out()).contains("too-large: 1 unit", "run orders: 1 dead unit");
    assertThat(ran.err()).doesNotContain("lags behind");
  }

  @Test
  void dead_exports_the_others() throws Exception {
    namesBoth(world.run("dead", "orders", "--export", "json", "--out", "d.json"));
    assertThat(new ObjectMapper().readTree(folder.resolve("d.json").toFile())).hasSize(1);
    assertThat(Files.readString(folder.resolve("d.json"))).contains("too-large");
  }

  @Test
  void accept_closes_the_others() {
    Ran ran = world.run("dead", "orders", "--accept", "why");
    namesBoth(ran);
    assertThat(ran.out()).startsWith("1 unit accepted");
    assertThat(dead.state(dead.tooLarge.getFirst())).isEqualTo(UnitState.ACCEPTED);
  }

  @Test
  void redrive_makes_the_others_pending() {
    Ran ran = world.run("redrive", "orders");
    namesBoth(ran);
    assertThat(ran.out()).startsWith("1 unit pending again");
    assertThat(dead.state(dead.tooLarge.getFirst())).isEqualTo(UnitState.PENDING);
  }

  @Test
  void a_unit_that_was_named_and_cannot_be_read_is_named_too() {
    Ran ran = world.run("redrive", "orders", "--unit", dead.denied.get(1).unit());
    assertThat(ran.exit()).isEqualTo(3);
    assertThat(ran.err()).contains(dead.denied.get(1).unit() + " is passed over: ");
  }

  @Test
  void units_lists_the_others() {
    alter(dead.denied.get(0), "state", "NONSENSE");
    Ran ran = world.run("units", "orders");
    namesBoth(ran);
    assertThat(ran.out().lines()).hasSize(8);
    assertThat(ran.out()).contains(dead.tooLarge.getFirst().unit().value());
    assertThat(world.run("units", "orders", "--json", "--in", "done").exit()).isEqualTo(3);
  }

  @Test
  void an_entry_of_the_index_that_cannot_be_read_is_passed_over() {
    String slice = "orders#%x".formatted(dead.tooLarge.getFirst().unit().slice());
    Key key = new Key("U#" + slice, "U#not-an-id");
    alter(key, "gpk", slice);
    alter(key, "gsk", "N#denied#not-an-id");
    Ran ran = world.run("dead", "orders");
    assertThat(ran.exit()).isEqualTo(3);
    assertThat(ran.err()).contains("U#not-an-id is passed over", "3 rows could not be read");
    assertThat(ran.out()).contains("run orders: 1 dead unit");
  }

  @Test
  void of_many_the_first_are_named_and_all_are_counted() {
    for (int i = 0; i < 30; i++) alter(new Key("U#orders#3", "U#bad-" + i), "state", "PENDING");
    Ran ran = world.run("units", "orders", "--in", "pending");
    assertThat(ran.exit()).isEqualTo(3);
    assertThat(ran.err().lines().filter(line -> line.contains(" is passed over: "))).hasSize(20);
    assertThat(ran.err()).contains("30 rows could not be read");
  }
}
