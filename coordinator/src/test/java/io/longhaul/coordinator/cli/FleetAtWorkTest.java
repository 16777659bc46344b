package io.longhaul.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.longhaul.coordinator.cli.World.Ran;
import io.longhaul.coordinator.fleet.Group;
import io.longhaul.coordinator.fleet.Member;
import io.longhaul.ledger.ClaimAnswer;
import io.longhaul.ledger.Farewell;
import io.longhaul.ledger.Session;
import io.longhaul.unit.UnitRef;
import io.longhaul.unit.WorkerId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ls, drain and terminate, with workers that hold units. */
class FleetAtWorkTest {
  private static final WorkerId BUSY = new WorkerId("worker-7-busy");
  private static final WorkerId IDLE = new WorkerId("worker-8-idle");
  private static final WorkerId LAPTOP = new WorkerId("worker-9-laptop");

  @TempDir private Path folder;
  private World world;

  /** Three machines: one with a worker that holds two units, one idle, one that starts. */
  @BeforeEach
  void threeMachinesAndALaptop() throws Exception {
    world = new World(folder);
    world.fleet.make(0, 8, "m5.4xlarge");
    world.fleet.want(2);
    world.fleet.market = Member.Market.SPOT;
    world.fleet.life = Member.Life.PENDING;
    world.fleet.want(3);
    world.run("submit", world.job(), "--name", "orders");
    begin(BUSY, id(0));
    begin(IDLE, id(1));
    begin(LAPTOP, "laptop pid 12");
    List<UnitRef> units = world.received();
    claim(BUSY, units.get(0));
    claim(BUSY, units.get(1));
    claim(LAPTOP, units.get(2));
    world
        .ledger
        .sessions()
        .renew(BUSY, world.time.now().plus(Duration.ofHours(1)), 30, Duration.ofMinutes(2));
  }

  private String id(int index) {
    return world.fleet.members.get(index).id();
  }

  private void begin(WorkerId worker, String host) {
    world.ledger.sessions().begin(worker, host, 3, world.time.now().plus(Duration.ofHours(1)));
  }

  private void claim(WorkerId worker, UnitRef unit) {
    assertThat(world.ledger.units().claim(unit, worker, unit.toString(), 3, world.time.now()))
        .isInstanceOf(ClaimAnswer.Won.class);
  }

  private Session session(WorkerId worker) {
    return world.ledger.sessions().find(worker).orElseThrow();
  }

  @Test
  void each_machine_is_a_line_with_what_it_does_and_costs() {
    Ran ran = world.run("fleet", "ls");
    assertThat(ran.exit()).as(ran.err()).isZero();
    List<String> lines = ran.out().lines().map(line -> line.replaceAll(" +", " ")).toList();
    assertThat(lines)
        .containsExactly(
            "INSTANCE LIFE MARKET ZONE TYPE AGE RUNS HELD DONE RATE VERSION PRICE/H",
            id(0)
                + " in service on-demand us-east-1a m5.4xlarge 30 min 00 s orders 2 30 15.0/min 3"
                + " $0.768",
            id(1)
                + " in service on-demand us-east-1a m5.4xlarge 30 min 00 s - 0 0 0.0/min 3 $0.768",
            id(2) + " pending spot us-east-1a m5.4xlarge 30 min 00 s - 0 - - - <$0.768",
            "longhaul-test: 3 wanted (0 to 8), 3 there, 2 units in hand; at most $2.30 an hour on"
                + " demand (us-east-1, November 2026)",
            "apart: worker worker-9-laptop on laptop pid 12, 1 unit in hand");
  }

  @Test
  void json_says_the_same() throws Exception {
    JsonNode json = new ObjectMapper().readTree(world.run("fleet", "ls", "--json").out());
    assertThat(json.required("wanted").asInt()).isEqualTo(3);
    assertThat(json.required("held").asInt()).isEqualTo(2);
    assertThat(json.required("perHour").asDouble()).isEqualTo(2.304);
    JsonNode busy = json.required("instances").get(0);
    assertThat(busy.required("instance").asText()).isEqualTo(id(0));
    assertThat(busy.required("life").asText()).isEqualTo("in service");
    JsonNode worker = busy.required("workers").get(0);
    assertThat(worker.required("held").toString()).isEqualTo("{\"orders\":2}");
    assertThat(worker.required("done").asInt()).isEqualTo(30);
    assertThat(worker.required("perMinute").asDouble()).isEqualTo(15);
    assertThat(json.required("instances").get(2).required("market").asText()).isEqualTo("spot");
    assertThat(json.required("apart").get(0).required("host").asText()).isEqualTo("laptop pid 12");
  }

  @Test
  void a_session_that_is_over_works_no_more() {
    world.time.pass(Duration.ofHours(2));
    assertThat(world.run("fleet", "ls").out())
        .contains("3 there, 0 units in hand")
        .doesNotContain("apart");
  }

  @Test
  void a_stack_without_a_group_is_to_be_deployed() {
    world.fleet.group = Optional.empty();
    for (String command : new String[] {"ls", "terminate", "drain --all"}) {
      Ran ran = world.run((Object[]) ("fleet " + command).split(" "));
      assertThat(ran.exit()).as(command).isEqualTo(1);
      assertThat(ran.err())
          .contains(
              "longhaul: the stack has no group in memory; './longhaul infra deploy' makes it");
    }
  }

  @Test
  void a_drain_of_all_wants_none_asks_the_live_and_ends_only_who_has_no_worker() {
    Ran ran = world.run("fleet", "drain", "--all");
    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(ran.out())
        .contains("asked to leave: %s, 2 units in hand\n".formatted("i-00000000000000001"))
        .contains("ended: i-00000000000000003, no worker is live on it\n")
        .endsWith("none is wanted, 3 before\n");
    assertThat(ran.err())
        .contains("and end their machines;", "the same with --wait waits for them");
    assertThat(world.fleet.group.orElseThrow().wanted()).isZero();
    assertThat(world.fleet.members).hasSize(2).allMatch(Member::isProtected);
    assertThat(session(BUSY).wish()).as("none is wanted already").contains(Farewell.AS_MANY);
    assertThat(session(LAPTOP).leave()).as("no machine of the fleet").isFalse();
    assertThat(world.run("fleet", "ls").out()).contains(" draining ");
  }

  @Test
  void a_drain_that_waits_ends_each_machine_when_its_workers_have_left() {
    world.fleet.whenListed = this::whoWasAskedLeaves;
    Ran ran = world.run("fleet", "drain", "--all", "--wait");
    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(ran.err()).endsWith("all have left\n");
    assertThat(world.fleet.members).isEmpty();
    assertThat(world.fleet.group.orElseThrow().wanted()).isZero();
  }

  private void whoWasAskedLeaves() {
    for (Session session : world.ledger.sessions().all()) {
      if (session.leave()) world.ledger.sessions().leave(session.worker());
    }
  }

  @Test
  void a_drain_waits_no_longer_than_it_was_told_to_and_ends_nobody_who_works() {
    world.fleet.whenListed = () -> world.time.pass(Duration.ofMinutes(2));
    Ran ran = world.run("fleet", "drain", "--all", "--wait", "--within", 5);
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.err())
        .contains("2 machines still work after 5 minutes; run it again to wait on");
    assertThat(world.fleet.members).hasSize(2);
  }

  @Test
  void a_named_machine_leaves_one_fewer_wanted_once_it_has_left_and_the_others_stay() {
    String busy = id(0);
    Ran asked = world.run("fleet", "drain", "--instance", busy);
    assertThat(asked.exit()).as(asked.err()).isZero();
    assertThat(asked.out()).isEqualTo("asked to leave: %s, 2 units in hand\n".formatted(busy));
    assertThat(asked.err()).doesNotContain("sized by itself");
    assertThat(session(BUSY).wish()).contains(Farewell.ONE_FEWER);
    assertThat(world.fleet.group.orElseThrow().wanted()).as("not yet").isEqualTo(3);
    assertThat(world.fleet.members).hasSize(3);
    // killed before it could end its machine
    world.ledger.sessions().leave(BUSY);
    Ran again = world.run("fleet", "drain", "--instance", busy);
    assertThat(again.out()).isEqualTo("ended: %s, no worker is live on it\n".formatted(busy));
    assertThat(world.fleet.group.orElseThrow().wanted()).isEqualTo(2);
    assertThat(world.fleet.members).hasSize(2).noneMatch(member -> member.id().equals(busy));
  }

  @Test
  void a_worker_that_ends_its_machine_itself_takes_its_place_out_once() {
    String busy = id(0);
    world.fleet.whenListed =
        () -> {
          if (!session(BUSY).leave() || session(BUSY).state() == Session.State.LEFT) return;
          world.fleet.end(busy);
          world.ledger.sessions().leave(BUSY);
        };
    Ran ran = world.run("fleet", "drain", "--instance", busy, "--wait");
    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(world.fleet.members).hasSize(2);
    assertThat(world.fleet.group.orElseThrow().wanted()).isEqualTo(2);
    assertThat(world.run("fleet", "drain", "--instance", busy).exit()).as("again").isEqualTo(2);
    assertThat(world.fleet.group.orElseThrow().wanted()).isEqualTo(2);
  }

  /** As after 'scale 2' while all three are busy: two of them are to be left. */
  @Test
  void of_more_than_are_wanted_those_too_many_leave_and_as_many_are_wanted_as_before() {
    world.fleet.group = Optional.of(new Group("longhaul-test", 0, 8, 2, List.of("m5.4xlarge")));
    world.run("fleet", "drain", "--instance", id(0));
    assertThat(session(BUSY).wish()).contains(Farewell.AS_MANY);
    world.run("fleet", "drain", "--instance", id(1));
    assertThat(session(IDLE).wish())
        .as("the first takes no place along")
        .contains(Farewell.ONE_FEWER);
    world.run("fleet", "drain", "--instance", id(0) + "," + id(1));
    assertThat(session(BUSY).wish()).as("said once more").contains(Farewell.AS_MANY);
  }

  @Test
  void no_machine_is_drained_that_the_group_would_put_another_in_the_place_of() {
    world.fleet.group = Optional.of(new Group("longhaul-test", 2, 8, 3, List.of("m5.4xlarge")));
    Ran two = world.run("fleet", "drain", "--instance", id(0) + "," + id(1));
    assertThat(two.exit()).isEqualTo(2);
    assertThat(two.err()).contains("group longhaul-test takes 2 to 8 workers, not 1");
    assertThat(session(BUSY).leave()).isFalse();
    assertThat(world.fleet.members).hasSize(3).noneMatch(Member::isProtected);
    assertThat(world.run("fleet", "drain", "--instance", id(0)).exit()).isZero();
    assertThat(world.run("fleet", "drain", "--instance", id(0)).exit()).as("again").isZero();
    Ran second = world.run("fleet", "drain", "--instance", id(1));
    assertThat(second.err()).as("while the first is leaving").contains("8 workers, not 1");
  }

  @Test
  void a_drain_says_of_whom_and_changes_nothing_when_it_is_dry() {
    Ran dry = world.run("fleet", "drain", "--all", "--dry-run");
    assertThat(dry.exit()).isZero();
    assertThat(dry.out())
        .contains("would be asked to leave: %s, 2 units in hand\n".formatted(id(0)))
        .contains("would be ended: %s, no worker is live on it\n".formatted(id(2)))
        .endsWith("3 are wanted, none would be\n");
    assertThat(world.fleet.members).hasSize(3).noneMatch(Member::isProtected);
    assertThat(session(BUSY).leave()).isFalse();
    assertThat(world.run("fleet", "drain").err()).contains("say which: --all, or --instance ID");
    assertThat(world.run("fleet", "drain", "--all", "--instance", id(0)).exit()).isEqualTo(2);
    Ran unknown = world.run("fleet", "drain", "--instance", "i-nobody," + id(0));
    assertThat(unknown.exit()).isEqualTo(2);
    assertThat(unknown.err()).contains("--instance i-nobody: the fleet has none of that id");
    assertThat(session(BUSY).leave()).isFalse();
  }

  @Test
  void a_group_that_never_has_none_is_neither_drained_nor_terminated_as_a_whole() {
    world.fleet.group = Optional.of(new Group("longhaul-test", 1, 8, 3, List.of("m5.4xlarge")));
    world.fleet.protect(List.of(id(0)), true);
    for (String command : new String[] {"drain --all", "terminate --yes"}) {
      Ran ran = world.run((Object[]) ("fleet " + command).split(" "));
      assertThat(ran.exit()).as(command).isEqualTo(2);
      assertThat(ran.err())
          .contains("group longhaul-test takes 1 to 8 workers, not 0")
          .contains("'./longhaul infra deploy' changes its bounds");
      assertThat(world.fleet.members).hasSize(3);
      assertThat(world.fleet.members.stream().filter(Member::isProtected)).hasSize(1);
      assertThat(session(BUSY).leave()).isFalse();
    }
  }

  @Test
  void terminate_names_what_would_be_done_again_and_wants_a_yes_for_it() {
    Ran unsure = world.run("fleet", "terminate");
    assertThat(unsure.exit()).isEqualTo(2);
    assertThat(unsure.out()).startsWith("in hand of run orders: 2 units: ");
    assertThat(unsure.err())
        .contains("2 units in hand would be taken back and done again; --yes ends all the same")
        .contains("'./longhaul fleet drain --all' lets them be finished");
    assertThat(world.run("fleet", "terminate", "--dry-run").out())
        .endsWith("would end 3 machines, 3 are wanted\n");
    assertThat(world.fleet.members).hasSize(3);
    world.fleet.protect(List.of(id(0)), true);
    Ran sure = world.run("fleet", "terminate", "--yes");
    assertThat(sure.exit()).as(sure.err()).isZero();
    assertThat(sure.out()).endsWith("3 machines ended; none is wanted, 3 before\n");
    assertThat(world.fleet.members).isEmpty();
    assertThat(world.fleet.group.orElseThrow().wanted()).isZero();
  }

  @Test
  void terminate_needs_no_yes_where_nothing_is_in_hand() {
    world.ledger.sessions().leave(BUSY);
    Ran ran = world.run("fleet", "terminate");
    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(world.fleet.members).isEmpty();
    assertThat(world.run("fleet", "terminate").out())
        .isEqualTo("0 machines ended; none is wanted, 0 before\n");
  }
}
