package io.longhaul.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.coordinator.cli.World.Ran;
import io.longhaul.ledger.ClaimAnswer;
import io.longhaul.ledger.Settlement;
import io.longhaul.ledger.UnitRow;
import io.longhaul.unit.RunName;
import io.longhaul.unit.Tally;
import io.longhaul.unit.UnitId;
import io.longhaul.unit.UnitRef;
import io.longhaul.unit.UnitState;
import io.longhaul.unit.WorkerId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubmitCommandTest {
  private static final RunName RUN = new RunName("orders");
  private static final UnitRef ROOT = new UnitRef(RUN, UnitId.root(RUN));

  @TempDir private Path folder;
  private World world;

  @BeforeEach
  void aWorld() {
    world = new World(folder);
  }

  private Ran submit(String... more) {
    List<Object> words = new ArrayList<>(List.of("submit", world.job(), "--name", "orders"));
    words.addAll(List.of(more));
    return world.run(words.toArray());
  }

  private UnitRow root() {
    return world.ledger.units().find(ROOT).orElseThrow();
  }

  @Test
  void every_unit_is_registered_and_sent_once() throws Exception {
    Ran ran = submit();
    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(ran.out())
        .isEqualTo("run orders: 7 units registered; './longhaul watch orders' follows it\n");
    assertThat(ran.err()).contains("stack default (default): ledger memory");
    List<UnitRef> sent = world.received();
    assertThat(sent).hasSize(7);
    assertThat(new HashSet<>(sent)).hasSize(7);
    assertThat(world.ledger.runs().counts(RUN).open()).isEqualTo(7);
  }

  @Test
  void the_session_that_submitted_is_left_behind_by_nobody() {
    submit();
    assertThat(world.ledger.sessions().all())
        .allMatch(session -> session.state() == io.longhaul.ledger.Session.State.LEFT);
  }

  @Test
  void submitting_again_changes_nothing() throws Exception {
    submit();
    world.received();
    Ran again = submit();
    assertThat(again.exit()).isZero();
    assertThat(again.out()).contains("7 units registered in all");
    assertThat(world.received()).isEmpty();
  }

  @Test
  void interrupted_between_two_cuts_it_goes_on_where_it_stopped() throws Exception {
    int[] cuts = {0};
    world.kind.beforeEachCut =
        () -> {
          if (++cuts[0] == 2) Thread.currentThread().interrupt();
        };
    Ran interrupted = submit();
    assertThat(interrupted.exit()).isEqualTo(130);
    assertThat(interrupted.out()).isEmpty();
    assertThat(interrupted.err()).contains("run it again to go on");
    assertThat(world.ledger.runs().counts(RUN).open()).isEqualTo(7);
    assertThat(root().state()).isEqualTo(UnitState.SPLIT);

    Ran again = submit();
    assertThat(again.exit()).as(again.err()).isZero();
    assertThat(cuts[0]).isEqualTo(3);
    assertThat(world.ledger.runs().counts(RUN).open()).isEqualTo(7);
    assertThat(new HashSet<>(world.received())).hasSizeGreaterThanOrEqualTo(7);
  }

  @Test
  void interrupted_before_the_first_cut_the_root_is_handed_back() {
    Thread.currentThread().interrupt();
    Ran interrupted = submit();
    assertThat(interrupted.exit()).isEqualTo(130);
    Ran again = submit();
    assertThat(again.exit()).as(again.err()).isZero();
  }

  @Test
  void a_root_that_by_another_clock_is_due_in_a_moment_is_waited_for() {
    dueIn(Duration.ofMillis(900));
    Ran ran = submit();
    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(root().state()).isEqualTo(UnitState.SPLIT);
  }

  @Test
  void a_root_that_is_due_much_later_is_left_for_later() {
    dueIn(Duration.ofMinutes(10));
    Ran ran = submit();
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.err()).contains("to be tried again at").contains("run it again");
  }

  /** Registers the run, and hands its root back as somebody did whose clock is ahead. */
  private void dueIn(Duration time) {
    world.run("submit", world.job(), "--name", "orders", "--detach");
    UnitRef ref = root().ref();
    Instant now = world.time.now();
    if (world.ledger.units().claim(ref, new WorkerId("w"), "token", 9, now)
        instanceof ClaimAnswer.Won won) {
      world.ledger.units().release(won.claim(), now.plus(time), now);
    }
  }

  @Test
  void another_job_under_the_same_name_is_refused_with_the_difference() {
    submit();
    world.job("cut: {by: hex, depth: 3}");
    Ran other = world.run("submit", folder.resolve("job.yaml"), "--name", "orders");
    assertThat(other.exit()).isEqualTo(2);
    assertThat(other.out()).isEmpty();
    assertThat(other.err()).contains("use another --name").contains("cut.depth: 1 -> 3");
  }

  @Test
  void a_missing_bucket_is_refused_before_anything_is_registered() {
    world.file("wrong.yaml", "kind: s3-copy\nsource: s3://nowhere/\ntarget: s3://copies/\n");
    Ran ran = world.run("submit", folder.resolve("wrong.yaml"), "--name", "orders");
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).contains("source: there is no bucket 'nowhere'").contains("aws s3 mb");
    assertThat(world.table.rows()).isEmpty();
  }

  @Test
  void a_wrong_job_file_is_refused_in_one_line() {
    world.file("wrong.yaml", "kind: s3-copy\nsuorce: s3://orders/\ntarget: s3://copies/\n");
    Ran ran = world.run("submit", folder.resolve("wrong.yaml"), "--name", "orders");
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err().lines()).hasSize(1);
    assertThat(ran.err()).contains("wrong.yaml:2").contains("source");
  }

  @Test
  void a_dry_run_changes_nothing() throws Exception {
    Ran ran = submit("--dry-run");
    assertThat(ran.exit()).isZero();
    assertThat(ran.out()).contains("would register it");
    assertThat(world.table.rows()).isEmpty();
    assertThat(world.received()).isEmpty();
  }

  @Test
  void detached_the_root_is_left_to_the_workers() throws Exception {
    Ran ran = submit("--detach");
    assertThat(ran.exit()).isZero();
    assertThat(root().state()).isEqualTo(UnitState.PENDING);
    assertThat(world.received()).containsExactly(ROOT);
  }

  @Test
  void detached_or_not_a_run_that_is_over_is_called_that() throws Exception {
    submit();
    world.work(claim -> new Settlement.Done(claim, Tally.NONE));
    world.run("watch", "orders");
    assertThat(submit().out()).contains("is over (closed): nothing is left to do");
    assertThat(submit("--detach").out()).contains("is over (closed): nothing is left to do");
  }

  @Test
  void what_another_session_cuts_up_is_left_to_it_and_named() {
    submit("--detach");
    var other = new io.longhaul.unit.WorkerId("submit-elsewhere");
    world.ledger.sessions().begin(other, "laptop pid 7", 1, world.time.now().plusSeconds(60));
    world
        .ledger
        .units()
        .claim(ROOT, other, "token", 1, world.time.now().plus(Duration.ofSeconds(1)));
    Ran ran = submit();
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.err()).contains("submit-elsewhere on laptop pid 7");
  }

  @Test
  void the_engines_are_noted_in_the_run() {
    submit();
    assertThat(world.ledger.runs().find(RUN).orElseThrow().notes())
        .containsEntry("store", "memory")
        .containsEntry("unenforced", "none");
  }

  @Test
  void the_result_is_json_when_asked_for() {
    assertThat(submit("--json").out())
        .isEqualTo("{\"run\":\"orders\",\"outcome\":\"registered\"}\n");
  }

  @Test
  void a_wrong_name_is_refused() {
    Ran ran = world.run("submit", world.job(), "--name", "a b");
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err()).contains("run name 'a b'");
  }

  @Test
  void a_forgotten_option_is_named_with_where_to_look() {
    Ran ran = world.run("submit", world.job());
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err()).contains("--name").contains("longhaul submit --help");
    assertThat(ran.err().lines()).hasSize(1);
  }

  @Test
  void the_stack_comes_from_the_flag_before_the_environment() {
    world.environment.put("LONGHAUL_STACK", "blue");
    assertThat(submit("--dry-run").err()).contains("stack blue (LONGHAUL_STACK)");
    assertThat(submit("--dry-run", "--stack", "green").err()).contains("stack green (--stack)");
    assertThat(submit("--dry-run", "--stack", "Not Good").exit()).isEqualTo(2);
  }
}
