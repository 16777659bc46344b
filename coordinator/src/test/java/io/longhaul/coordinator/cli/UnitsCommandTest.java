package io.longhaul.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.longhaul.coordinator.cli.World.Ran;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnitsCommandTest {
  @TempDir private Path folder;
  private DeadWorld dead;
  private World world;

  @BeforeEach
  void aRunWithUnitsOfSeveralStates() throws InterruptedException {
    dead = new DeadWorld(folder);
    world = dead.world;
    world.run("redrive", "orders", "--class", "too-large");
  }

  @Test
  void each_unit_of_the_run_is_one_line() {
    Ran ran = world.run("units", "orders");
    assertThat(ran.exit()).as(ran.err()).isZero();
    long units = world.ledger.runs().counts(DeadWorld.RUN).units();
    assertThat(ran.out().lines()).hasSize((int) units).doesNotHaveDuplicates();
    assertThat(ran.out())
        .containsPattern(dead.denied.get(0).unit() + "  dead +small +0  worker  keys ")
        .containsPattern(dead.tooLarge.get(0).unit() + "  pending +small +0  worker  keys ");
  }

  @Test
  void filters_narrow_it_down() {
    assertThat(world.run("units", "orders", "--in", "dead").out().lines()).hasSize(2);
    assertThat(world.run("units", "orders", "--class", "too-large").out().lines())
        .as("of its last failure")
        .hasSize(1);
    assertThat(world.run("units", "orders", "--limit", "3").out().lines()).hasSize(3);
    assertThat(world.run("units", "orders", "--in", "done", "--limit", "2").out().lines())
        .hasSize(2)
        .allMatch(line -> line.contains("  done "));
    assertThat(world.run("units", "orders", "--in", "running").out()).isEmpty();
  }

  @Test
  void json_is_one_object_a_line() throws Exception {
    List<String> lines =
        world.run("units", "orders", "--json", "--in", "dead").out().lines().toList();
    assertThat(lines).hasSize(2);
    JsonNode unit = new ObjectMapper().readTree(lines.getFirst());
    assertThat(unit.path("class").asText()).isEqualTo("denied");
    assertThat(unit.path("state").asText()).isEqualTo("dead");
  }

  @Test
  void misuse_is_one_line() {
    for (Ran ran :
        new Ran[] {
          world.run("units", "none"),
          world.run("units", "orders", "--in", "ded"),
          world.run("units", "orders", "--limit", "-1"),
        }) {
      assertThat(ran.exit()).isEqualTo(2);
      assertThat(ran.out()).isEmpty();
      assertThat(ran.err().lines().filter(line -> line.startsWith("longhaul: "))).hasSize(1);
    }
    assertThat(world.run("units", "orders", "--in", "ded").err()).contains("did you mean 'dead'");
  }

  @Test
  void who_accepted_a_unit_and_why_is_part_of_its_json() throws Exception {
    world.run("dead", "orders", "--class", "denied", "--accept", "not ours");
    List<String> lines =
        world.run("units", "orders", "--json", "--in", "accepted").out().lines().toList();
    assertThat(lines).hasSize(2);
    JsonNode unit = new ObjectMapper().readTree(lines.getFirst());
    assertThat(unit.path("acceptedWhy").asText()).isEqualTo("not ours");
    assertThat(unit.path("acceptedBy").asText()).contains(" on ");
    String other = world.run("units", "orders", "--json", "--in", "done").out();
    assertThat(other).contains("\"acceptedWhy\":null");
  }
}
