package io.longhaul.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.coordinator.cli.World.Ran;
import io.longhaul.ledger.Settlement;
import io.longhaul.ledger.UnitRow;
import io.longhaul.unit.RunName;
import io.longhaul.unit.Tally;
import io.longhaul.unit.UnitId;
import io.longhaul.unit.UnitRef;
import io.longhaul.unit.UnitState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaunchDetachedTest {
  private static final UnitRef ROOT =
      new UnitRef(new RunName("orders"), UnitId.root(new RunName("orders")));

  @TempDir private Path folder;
  private World world;

  @BeforeEach
  void aGroupWithoutMachines() {
    world = new World(folder);
    world.fleet.make(0, 32, "m5.4xlarge");
  }

  private Ran launch(Object... more) {
    List<Object> words = new ArrayList<>(List.of("fleet", "launch", "--workers", 3));
    words.addAll(List.of(world.job(), "--name", "orders", "--detach"));
    words.addAll(List.of(more));
    return world.run(words.toArray());
  }

  private boolean registered() {
    return world.ledger.runs().find(ROOT.run()).isPresent();
  }

  @Test
  void a_run_is_registered_for_machines_that_are_launched_and_both_are_left_alone()
      throws Exception {
    Ran ran = launch();
    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(ran.out())
        .contains("run orders is registered; the workers cut it up; './longhaul watch orders'")
        .endsWith("\n3 are wanted, 0 before\n");
    assertThat(ran.err())
        .contains("'./longhaul watch orders' follows the run, now or later")
        .doesNotContain("nobody works on it");
    assertThat(world.ledger.units().find(ROOT).map(UnitRow::state)).hasValue(UnitState.PENDING);
    assertThat(world.received()).containsExactly(ROOT);
    assertThat(world.fleet.members).hasSize(3);
  }

  /** A laptop that dies in between leaves a run that waits, and no machine without work. */
  @Test
  void the_run_is_registered_before_any_machine_is_wanted() {
    boolean[] early = {false};
    world.whenAsked = () -> early[0] |= !world.fleet.members.isEmpty();
    assertThat(launch().exit()).isZero();
    assertThat(early[0]).as("the ledger is asked while there are machines").isFalse();
    assertThat(world.fleet.members).hasSize(3);
  }

  @Test
  void said_again_it_goes_on_with_the_same_run_and_the_same_machines() {
    launch();
    Ran again = launch();
    assertThat(again.exit()).as(again.err()).isZero();
    assertThat(again.out())
        .contains("run orders was there already (open)")
        .endsWith("3 are wanted already; './longhaul fleet ls' shows them\n");
    assertThat(world.fleet.members).hasSize(3);
  }

  @Test
  void what_keeps_machines_from_coming_keeps_the_run_from_being_registered() {
    Ran dear = launch("--max-hourly", 1);
    assertThat(dear.exit()).isEqualTo(1);
    assertThat(dear.err()).contains("above the limit of $1.00 an hour");
    assertThat(registered()).isFalse();
    assertThat(world.fleet.members).isEmpty();
  }

  @Test
  void a_job_that_cannot_be_submitted_launches_none() {
    Path wrong =
        world.file("wrong.yaml", "kind: s3-copy\nsource: s3://nowhere/\ntarget: s3://copies/\n");
    Ran ran = world.run("fleet", "launch", "--workers", 3, wrong, "--name", "orders", "--detach");
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err()).contains("there is no bucket 'nowhere'");
    assertThat(registered()).isFalse();
    assertThat(world.fleet.members).isEmpty();
  }

  @Test
  void a_dry_run_changes_neither() {
    Ran ran = launch("--dry-run");
    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(ran.out())
        .contains("run orders is not there yet: submitting would register it\n")
        .endsWith("would want 3, 0 are wanted now\n");
    assertThat(registered()).isFalse();
    assertThat(world.fleet.members).isEmpty();
  }

  @Test
  void for_a_run_that_is_over_nothing_is_launched() throws Exception {
    world.run("submit", world.job(), "--name", "orders");
    world.work(claim -> new Settlement.Done(claim, Tally.NONE));
    world.run("watch", "orders");
    Ran ran = launch();
    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(ran.out()).isEqualTo("run orders is over (closed): nothing is left to do\n");
    assertThat(world.fleet.members).isEmpty();
  }

  @Test
  void said_by_halves_it_is_refused() {
    assertThat(world.run("fleet", "launch", "--workers", 3, "--detach").err())
        .contains("--detach: say a job and --name, which it is registered as");
    assertThat(world.run("fleet", "launch", "--workers", 3, world.job(), "--detach").exit())
        .isEqualTo(2);
    Ran named = world.run("fleet", "launch", "--workers", 3, world.job(), "--name", "orders");
    assertThat(named.exit()).isEqualTo(2);
    assertThat(named.err()).contains("--name: it names what --detach registers");
    assertThat(world.fleet.members).isEmpty();
  }
}
