package io.longhaul.worker.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.ledger.Ledger;
import io.longhaul.ledger.memory.InMemoryTable;
import io.longhaul.time.JumpingTime;
import io.longhaul.unit.RunName;
import io.longhaul.unit.WorkerId;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whether an idle worker may leave. */
class NeededTest {
  private static final WorkerId LOWER = new WorkerId("worker-1-a");
  private static final WorkerId ME = new WorkerId("worker-2-b");
  private static final WorkerId SUBMITTER = new WorkerId("submit-1-a");
  private static final RunName RUN = new RunName("run");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final JumpingTime time = new JumpingTime();
  private final Ledger ledger = new Ledger(new InMemoryTable());
  private final Needed needed = new Needed(ledger, time, Set.of("noop"), 3);

  private void begin(WorkerId id) {
    assertThat(ledger.sessions().begin(id, "here", 3, time.now().plus(MINUTE))).isTrue();
  }

  /** Its root is pending, or in the hand of whoever submits. */
  private void submit(RunName run, String kind, int version, Optional<WorkerId> holder) {
    ledger.runs().submit(run, kind, version, "{}", "hash", holder, time.now());
  }

  @Test
  void nobody_is_needed_where_no_run_is_open() {
    begin(ME);
    assertThat(needed.stays(ME)).isFalse();
  }

  @Test
  void the_last_worker_stays_while_a_run_is_open() {
    begin(ME);
    begin(SUBMITTER);
    submit(RUN, "noop", 1, Optional.of(SUBMITTER));
    assertThat(needed.stays(ME)).as("its root may be left behind").isTrue();
  }

  @Test
  void of_several_the_lowest_stays_so_that_no_two_leave_at_once() {
    begin(ME);
    begin(LOWER);
    begin(SUBMITTER);
    submit(RUN, "noop", 1, Optional.of(SUBMITTER));
    assertThat(needed.stays(LOWER)).isTrue();
    assertThat(needed.stays(ME)).isFalse();
  }

  @Test
  void one_that_is_over_or_wished_away_or_no_worker_does_not_stay() {
    begin(LOWER);
    begin(new WorkerId("submit-0-z"));
    time.pass(MINUTE);
    begin(ME);
    submit(RUN, "noop", 1, Optional.of(SUBMITTER));
    assertThat(needed.stays(ME)).as("the other's session has lapsed").isTrue();

    WorkerId third = new WorkerId("worker-0-c");
    begin(third);
    assertThat(needed.stays(ME)).isFalse();
    ledger.sessions().askToLeave(third);
    assertThat(needed.stays(ME)).as("the other leaves").isTrue();
    ledger.sessions().leave(third);
    assertThat(needed.stays(ME)).as("the other has left").isTrue();
  }

  @Test
  void a_pending_unit_that_it_could_take_keeps_it() {
    begin(ME);
    begin(LOWER);
    submit(RUN, "noop", 3, Optional.empty());
    assertThat(needed.stays(ME)).isTrue();
  }

  @Test
  void units_of_newer_versions_and_of_other_kinds_are_left_to_others() {
    begin(ME);
    begin(LOWER);
    submit(RUN, "noop", 4, Optional.empty());
    submit(new RunName("other"), "reindex", 1, Optional.empty());
    assertThat(needed.stays(ME)).isFalse();
  }
}
