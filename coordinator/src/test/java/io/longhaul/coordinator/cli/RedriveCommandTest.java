package io.longhaul.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.coordinator.cli.World.Ran;
import io.longhaul.ledger.ClaimAnswer;
import io.longhaul.ledger.RunState;
import io.longhaul.ledger.Settlement;
import io.longhaul.unit.Claim;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.NewUnit;
import io.longhaul.unit.Payload;
import io.longhaul.unit.RunName;
import io.longhaul.unit.Tally;
import io.longhaul.unit.Tier;
import io.longhaul.unit.UnitId;
import io.longhaul.unit.UnitRef;
import io.longhaul.unit.UnitState;
import io.longhaul.unit.WorkerId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedriveCommandTest {
  @TempDir private Path folder;
  private DeadWorld dead;
  private World world;

  @BeforeEach
  void aRunWithDeadUnits() throws InterruptedException {
    dead = new DeadWorld(folder);
    world = dead.world;
  }

  private RunState state() {
    return world.ledger.runs().find(DeadWorld.RUN).orElseThrow().state();
  }

  @Test
  void dead_units_are_sent_again_the_run_is_open_and_their_notices_go() throws Exception {
    assertThat(state()).isEqualTo(RunState.CLOSED);
    Ran ran = world.run("redrive", "orders", "--class", "denied");
    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(ran.out())
        .isEqualTo("2 units pending again; './longhaul watch orders' follows them\n");
    assertThat(state()).isEqualTo(RunState.OPEN);
    assertThat(dead.denied).allMatch(unit -> dead.state(unit) == UnitState.PENDING);
    assertThat(dead.notices()).containsExactlyElementsOf(dead.tooLarge);
    dead.audit();
    List<UnitRef> worked = world.work(DeadWorld::copied);
    assertThat(worked).containsExactlyInAnyOrderElementsOf(dead.denied);
    Ran again = world.run("redrive", "orders", "--class", "denied");
    assertThat(again.exit()).isZero();
    assertThat(again.out()).isEqualTo("0 units pending again\n");
    dead.audit();
  }

  @Test
  void a_dry_run_shows_them_and_changes_nothing() throws Exception {
    Ran ran = world.run("redrive", "orders", "--reason", "s3:GetObject", "--dry-run");
    assertThat(ran.exit()).isZero();
    assertThat(ran.out()).contains("denied: 2 units").doesNotContain("too-large");
    assertThat(ran.err()).contains("would redrive 2 units");
    assertThat(dead.dead()).isEqualTo(3);
    assertThat(state()).isEqualTo(RunState.CLOSED);
  }

  @Test
  void limit_and_unit_name_how_many_and_which() {
    world.run("redrive", "orders", "--class", "denied", "--limit", "1");
    assertThat(dead.dead()).isEqualTo(2);
    world.run("redrive", "orders", "--unit", dead.tooLarge.getFirst().unit());
    assertThat(dead.state(dead.tooLarge.getFirst())).isEqualTo(UnitState.PENDING);
    assertThat(dead.dead()).isEqualTo(1);
    dead.audit();
  }

  @Test
  void redriven_by_two_at_once_each_unit_is_redriven_once_whenever_the_other_comes()
      throws Exception {
    int most = requestsOfOne();
    for (int at = 1; at <= most; at += 3) {
      dead = new DeadWorld(folder);
      world = dead.world;
      List<Ran> other = new ArrayList<>();
      int[] left = {at};
      world.whenAsked =
          () -> {
            if (--left[0] == 0) other.add(world.run("redrive", "orders", "--json"));
          };
      Ran ran = world.run("redrive", "orders", "--json");
      world.whenAsked = () -> {};
      assertThat(ran.exit()).as("the other came at request %d: %s", at, ran.err()).isZero();
      assertThat(other).hasSize(1).allMatch(one -> one.exit() == 0);
      assertThat(dead.dead()).isZero();
      dead.audit();
      assertThat(world.work(DeadWorld::copied)).hasSize(3);
      dead.audit();
    }
  }

  private int requestsOfOne() {
    int[] asked = {0};
    world.whenAsked = () -> asked[0]++;
    world.run("redrive", "orders", "--json");
    assertThat(asked[0]).isGreaterThan(20);
    return asked[0];
  }

  @Test
  void a_unit_whose_next_has_begun_is_refused_with_the_reason() {
    RunName run = new RunName("staged");
    WorkerId me = new WorkerId("me");
    NewUnit unit = new NewUnit(new Payload.Items(List.of("a")), Tier.SMALL);
    world.ledger.runs().submit(run, "noop", 1, "{}", "hash", Optional.of(me), world.time.now());
    Claim root = claim(new UnitRef(run, UnitId.root(run)), me.value());
    settle(new Settlement.Split(root, Tally.NONE, List.of(unit), Optional.of(unit), 1));
    UnitRef part = new UnitRef(run, UnitId.root(run).child(0));
    settle(new Settlement.Dead(claim(part, "part"), FailureClass.CORRUPT, "sum"));
    claim(new UnitRef(run, UnitId.root(run).next()), "next");
    Ran ran = world.run("redrive", "staged");
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.out()).isEqualTo("0 units pending again\n");
    assertThat(ran.err()).contains("1 unit cannot be redriven: what follows its stage, unit ");
    assertThat(dead.state(part)).isEqualTo(UnitState.DEAD);
  }

  private Claim claim(UnitRef unit, String token) {
    return ((ClaimAnswer.Won)
            world.ledger.units().claim(unit, new WorkerId("me"), token, 1, world.time.now()))
        .claim();
  }

  private void settle(Settlement settlement) {
    world.ledger.settlements().settle(settlement, world.time.now());
  }

  @Test
  void a_cancelled_run_is_refused_in_one_line() {
    world.run("redrive", "orders", "--class", "denied");
    assertThat(world.ledger.cancels().ask(DeadWorld.RUN)).isTrue();
    Ran ran = world.run("redrive", "orders");
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).contains("longhaul: run 'orders' is cancelled");
  }

  @Test
  void a_run_that_is_not_there_is_a_usage_error() {
    Ran ran = world.run("redrive", "none");
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err()).contains("there is no run 'none'");
  }

  @Test
  void that_nobody_is_there_to_do_them_is_said() {
    assertThat(world.run("redrive", "orders", "--limit", "1").err())
        .contains(
            "nobody works on it: no worker is live; './longhaul worker --until orders' goes on");
    Instant until = world.time.now().plusSeconds(60);
    world.ledger.sessions().begin(new WorkerId("worker-1-a"), "here", 1, until);
    assertThat(world.run("redrive", "orders").err()).doesNotContain("nobody works on it");
  }
}
