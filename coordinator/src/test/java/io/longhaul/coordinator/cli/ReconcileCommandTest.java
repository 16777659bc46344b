package io.longhaul.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.longhaul.coordinator.cli.World.Ran;
import io.longhaul.ledger.Change;
import io.longhaul.ledger.ClaimAnswer;
import io.longhaul.ledger.Key;
import io.longhaul.ledger.LedgerAudit;
import io.longhaul.ledger.RunState;
import io.longhaul.ledger.Session;
import io.longhaul.ledger.Write;
import io.longhaul.unit.RunName;
import io.longhaul.unit.Tier;
import io.longhaul.unit.UnitRef;
import io.longhaul.unit.UnitState;
import io.longhaul.unit.WorkerId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReconcileCommandTest {
  private static final RunName RUN = new RunName("orders");
  private static final WorkerId WORKER = new WorkerId("worker-1");
  private static final Key SHARD = new Key("C#orders#root#00", "C");

  @TempDir private Path folder;
  private World world;

  @BeforeEach
  void aRunOfSevenUnitsThatNobodyWorksOn() {
    world = submitted();
  }

  private World submitted() {
    World fresh = new World(folder);
    fresh.run("submit", fresh.job(), "--name", "orders");
    return fresh;
  }

  private void purge() {
    for (Tier tier : Tier.values()) world.queues.of(tier).purge();
  }

  private UnitRef claimOne() throws InterruptedException {
    UnitRef unit = world.received().getFirst();
    world.ledger.sessions().begin(WORKER, "host", 1, world.time.now().plusSeconds(60));
    assertThat(world.ledger.units().claim(unit, WORKER, "token", 1, world.time.now()))
        .isInstanceOf(ClaimAnswer.Won.class);
    return unit;
  }

  private void alter(Key key, Change change) {
    world.table.write(new Write.Update(key, List.of(), List.of(change)));
  }

  private UnitState state(UnitRef unit) {
    return world.ledger.units().find(unit).orElseThrow().state();
  }

  @Test
  void where_nothing_is_left_behind_it_says_so() {
    Ran ran = world.run("reconcile", "orders");
    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(ran.out())
        .isEqualTo("run orders: nothing was to be done; 7 units open, 0 of them in hand\n");
  }

  @Test
  void what_a_purged_queue_had_is_sent_again() throws Exception {
    purge();
    world.time.pass(Duration.ofMinutes(2));
    Ran ran = world.run("reconcile", "orders");
    assertThat(ran.out()).startsWith("run orders: 7 messages sent; 7 units open");
    assertThat(ran.err()).contains("a queue is empty: looking again in 10 s");
    assertThat(world.received()).hasSize(7);
  }

  @Test
  void what_a_session_left_behind_is_taken_back() throws Exception {
    UnitRef held = claimOne();
    world.ledger.sessions().leave(WORKER);
    assertThat(world.run("reconcile", "orders").out()).startsWith("run orders: 1 unit taken back");
    assertThat(state(held)).isEqualTo(UnitState.PENDING);
  }

  @Test
  void a_session_that_is_overdue_is_judged_by_nobody_who_sweeps_once() throws Exception {
    UnitRef held = claimOne();
    world.time.pass(Duration.ofMinutes(10));
    Ran ran = world.run("reconcile", "orders", "--local");
    assertThat(ran.err())
        .contains("1 unit is held by sessions that should have been renewed")
        .contains("'./longhaul watch orders --local' or any worker takes them back");
    assertThat(state(held)).isEqualTo(UnitState.RUNNING);
    assertThat(world.ledger.sessions().find(WORKER).orElseThrow().state())
        .isEqualTo(Session.State.LIVE);
  }

  @Test
  void a_run_of_which_nothing_is_open_is_called_over() throws Exception {
    world.work(DeadWorld::copied);
    assertThat(world.run("reconcile", "orders").out()).isEqualTo("run orders: the run is over\n");
    assertThat(world.ledger.runs().find(RUN).orElseThrow().state()).isEqualTo(RunState.CLOSED);
  }

  @Test
  void while_another_holds_the_duty_nothing_is_done_and_who_it_is_is_said() {
    purge();
    world.time.pass(Duration.ofHours(1));
    world
        .ledger
        .duties()
        .take("sweeper", WORKER, world.time.now(), world.time.now().plusSeconds(30));
    Ran ran = world.run("reconcile", "orders", "--audit");
    assertThat(ran.exit()).isZero();
    assertThat(ran.out())
        .contains(
            "run orders: nothing was done here: worker-1 sweeps the stack, until 2026-11-02T09:0")
        .contains("audit: 10 units and 1 stage recounted, no disagreement");
    assertThat(world.queues.of(Tier.SMALL).depth()).isZero();
    assertThat(world.run("reconcile", "orders", "--json").out())
        .contains("\"holder\":\"worker-1\"");
  }

  @Test
  void it_lays_the_duty_down_again() {
    world.run("reconcile", "orders");
    assertThat(world.ledger.duties().holder("sweeper")).isEmpty();
  }

  @Test
  void notices_that_a_purged_dead_letter_queue_had_are_sent_again_though_the_run_is_over()
      throws Exception {
    DeadWorld dead = new DeadWorld(folder);
    assertThat(dead.notices()).hasSize(3);
    dead.world.queues.dead().purge();
    Ran ran = dead.world.run("reconcile", "orders");
    assertThat(ran.out())
        .isEqualTo(
            "run orders: 3 dead units announced, the dead-letter queue had lost its notices\n");
    assertThat(dead.notices()).hasSize(3);
    Ran again = dead.world.run("reconcile", "orders");
    assertThat(again.out()).contains("nothing was to be done");
    assertThat(again.err())
        .as("the run is over: its tiers' queues matter no more")
        .doesNotContain("empty");
    assertThat(dead.notices()).hasSize(3);
    dead.audit();
  }

  @Test
  void a_dry_run_says_what_a_sweep_would_find_and_changes_nothing() throws Exception {
    claimOne();
    world.ledger.sessions().leave(WORKER);
    purge();
    world.time.pass(Duration.ofHours(1));
    List<Object> before = everything();
    Ran ran = world.run("reconcile", "orders", "--dry-run");
    assertThat(ran.exit()).isZero();
    assertThat(ran.out())
        .isEqualTo(
            "run orders: a sweep would find 1 unit to take back from lost sessions,"
                + " 6 messages to send; 7 units open, 0 of them in hand\n");
    assertThat(everything()).isEqualTo(before);
    assertThat(world.queues.of(Tier.SMALL).depth()).isZero();
  }

  private List<Object> everything() {
    List<Object> all = new ArrayList<>(new LedgerAudit(world.table).units(RUN).values());
    all.addAll(world.ledger.sessions().all());
    all.add(world.ledger.duties().holder("sweeper"));
    return all;
  }

  @Test
  void the_audit_names_what_disagrees_in_one_line_with_what_to_do_and_exits_3() throws Exception {
    assertThat(world.run("reconcile", "orders", "--audit").exit()).isZero();
    alter(SHARD, new Change.Add("open", 2));
    Ran ran = world.run("reconcile", "orders", "--audit");
    assertThat(ran.exit()).isEqualTo(3);
    assertThat(ran.out().lines()).hasSize(3);
    assertThat(ran.out())
        .contains(
            "counters: stage root counted 9 open, there are 7: the run ends too early or never")
        .contains("submit the job under another name", "docs/runbook.md#what-reconcile")
        .contains("audit: 10 units and 1 stage recounted, 1 disagreement\n");
    List<String> lines =
        world.run("reconcile", "orders", "--audit", "--json").out().lines().toList();
    assertThat(lines).hasSize(3);
    JsonNode finding = new ObjectMapper().readTree(lines.get(1));
    assertThat(finding.path("is").asText()).isEqualTo("disagreement");
    assertThat(finding.path("where").asText()).isEqualTo("stage root");
    assertThat(new ObjectMapper().readTree(lines.get(2)).path("disagreements").asInt()).isOne();
  }

  @Test
  void what_a_row_holds_reaches_no_terminal_as_it_is() throws Exception {
    UnitRef unit = world.received().getFirst();
    Key key = new Key("U#orders#%x".formatted(unit.unit().slice()), "U#" + unit.unit());
    alter(key, new Change.Set("tier", "\u001b[2J"));
    Ran ran = world.run("reconcile", "orders", "--audit", "--dry-run");
    assertThat(ran.exit()).isEqualTo(3);
    assertThat(ran.out()).contains("row: row U#orders#").doesNotContain("\u001b");
  }

  @Test
  void a_run_in_motion_is_said_to_be() {
    world.whenAsked = () -> alter(SHARD, new Change.Add("open", 1));
    Ran ran = world.run("reconcile", "orders", "--audit", "--dry-run");
    assertThat(ran.exit()).isZero();
    assertThat(ran.err()).contains("the run is in motion: 1 stage kept changing");
  }

  @Test
  void reconciled_by_two_at_once_it_ends_alike_whenever_the_other_comes() throws Exception {
    int[] asked = {0};
    world = leftBehind();
    world.whenAsked = () -> asked[0]++;
    world.run("reconcile", "orders");
    assertThat(asked[0]).isGreaterThan(20);
    for (int at = 1; at <= asked[0]; at += 3) {
      world = leftBehind();
      List<Ran> other = new ArrayList<>();
      int[] left = {at};
      world.whenAsked =
          () -> {
            if (--left[0] == 0) other.add(world.run("reconcile", "orders", "--audit"));
          };
      Ran ran = world.run("reconcile", "orders", "--audit");
      world.whenAsked = () -> {};
      assertThat(ran.exit()).as("the other came at request %d: %s", at, ran.err()).isZero();
      // whoever looks before the other has swept may see what a lost session holds, and no more
      assertThat(other.getFirst().out().lines())
          .noneMatch(line -> line.contains("docs/runbook") && !line.startsWith("holder: "));
      new LedgerAudit(world.table).check(RUN);
      assertThat(world.run("reconcile", "orders").exit()).isZero();
      assertThat(world.received().stream().distinct()).hasSize(7);
    }
  }

  /** Seven units whose messages are lost, one of them in the hand of a session that left. */
  private World leftBehind() throws InterruptedException {
    world = submitted();
    claimOne();
    world.ledger.sessions().leave(WORKER);
    purge();
    world.time.pass(Duration.ofHours(1));
    return world;
  }

  @Test
  void an_interrupt_ends_it_and_is_said() {
    world.whenAsked = () -> Thread.currentThread().interrupt();
    Ran ran = world.run("reconcile", "orders", "--audit");
    assertThat(Thread.interrupted()).isFalse();
    assertThat(ran.exit()).isEqualTo(130);
    assertThat(ran.err()).contains("interrupted; nothing is half done, run it again");
  }

  @Test
  void a_run_that_is_not_there_is_misuse() {
    assertThat(world.run("reconcile", "none").exit()).isEqualTo(2);
  }
}
