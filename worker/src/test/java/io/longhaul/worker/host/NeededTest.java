package io.longhaul.worker.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.ledger.Farewell;
import io.longhaul.ledger.Ledger;
import io.longhaul.ledger.memory.InMemoryTable;
import io.longhaul.time.JumpingTime;
import io.longhaul.unit.RunName;
import io.longhaul.unit.WorkerId;
import io.longhaul.worker.host.Needed.Answer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whether an idle worker may leave. */
class NeededTest {
  private static final WorkerId LOWEST = new WorkerId("worker-0-c");
  private static final WorkerId LOWER = new WorkerId("worker-1-a");
  private static final WorkerId ME = new WorkerId("worker-2-b");
  private static final WorkerId SUBMITTER = new WorkerId("submit-1-a");
  private static final RunName RUN = new RunName("run");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final JumpingTime time = new JumpingTime();
  private final Ledger ledger = new Ledger(new InMemoryTable());

  private void begin(WorkerId... ids) {
    for (WorkerId id : ids) {
      assertThat(ledger.sessions().begin(id, "here", 3, time.now().plus(MINUTE))).isTrue();
    }
  }

  /** Its root is pending, or in the hand of whoever submits. */
  private void submit(RunName run, String kind, int version, Optional<WorkerId> holder) {
    ledger.runs().submit(run, kind, version, "{}", "hash", holder, time.now());
  }

  private void submit(int pending) {
    for (int run = 0; run < pending; run++) {
      submit(new RunName("run-" + run), "noop", 3, Optional.empty());
    }
  }

  private Needed needed() {
    return new Needed(ledger, time, Set.of("noop"), 3, MINUTE);
  }

  /** What it comes to, when those have renewed their sessions between two looks. */
  private Answer answer(WorkerId me, WorkerId... renewing) {
    Needed needed = needed();
    Answer first = needed.look(me);
    if (first != Answer.LOOK_AGAIN) return first;
    pass(needed, renewing);
    return needed.look(me);
  }

  private void pass(Needed needed, WorkerId... renewing) {
    time.pass(needed.again());
    List<WorkerId> all = Arrays.asList(renewing);
    all.forEach(id -> ledger.sessions().renew(id, time.now().plus(MINUTE)));
  }

  @Test
  void nobody_is_needed_where_no_run_is_open() {
    begin(ME);
    assertThat(answer(ME)).isEqualTo(Answer.LEAVE);
  }

  @Test
  void the_last_worker_stays_while_a_run_is_open() {
    begin(ME, SUBMITTER);
    submit(RUN, "noop", 1, Optional.of(SUBMITTER));
    assertThat(answer(ME)).as("its root may be left behind").isEqualTo(Answer.STAY);
  }

  @Test
  void of_several_the_lowest_stays_so_that_no_two_leave_at_once() {
    begin(ME, LOWER, SUBMITTER);
    submit(RUN, "noop", 1, Optional.of(SUBMITTER));
    assertThat(answer(LOWER, ME)).isEqualTo(Answer.STAY);
    assertThat(answer(ME, LOWER)).isEqualTo(Answer.LEAVE);
  }

  @Test
  void one_that_is_dead_and_whose_session_still_looks_live_does_not_stay() {
    begin(ME, LOWER, SUBMITTER);
    submit(RUN, "noop", 1, Optional.of(SUBMITTER));
    Needed needed = needed();
    assertThat(needed.look(ME)).as("seen once").isEqualTo(Answer.LOOK_AGAIN);
    pass(needed);
    assertThat(needed.look(ME)).as("not renewed").isEqualTo(Answer.LOOK_AGAIN);
    pass(needed, LOWER);
    assertThat(needed.look(ME)).as("renewed").isEqualTo(Answer.LEAVE);

    pass(needed);
    time.pass(MINUTE);
    ledger.sessions().renew(LOWER, time.now().plusSeconds(5));
    assertThat(needed.look(ME)).as("its last may be long ago").isEqualTo(Answer.LOOK_AGAIN);
  }

  @Test
  void one_that_is_over_or_leaves_or_no_worker_does_not_stay() {
    begin(LOWER, new WorkerId("submit-0-z"));
    time.pass(MINUTE);
    begin(ME);
    submit(RUN, "noop", 1, Optional.of(SUBMITTER));
    assertThat(answer(ME)).as("the other's session has lapsed").isEqualTo(Answer.STAY);

    begin(LOWEST);
    assertThat(answer(ME, LOWEST)).isEqualTo(Answer.LEAVE);
    ledger.sessions().renewGoing(LOWEST, time.now().plus(MINUTE), 0, MINUTE);
    assertThat(answer(ME, LOWEST)).as("the other drains").isEqualTo(Answer.STAY);
    ledger.sessions().leave(LOWEST);
    assertThat(answer(ME)).as("the other has left").isEqualTo(Answer.STAY);

    WorkerId fourth = new WorkerId("worker-1-d");
    begin(fourth);
    ledger.sessions().askToLeave(fourth, Farewell.AS_MANY);
    assertThat(answer(ME, fourth)).as("the other is wished away").isEqualTo(Answer.STAY);
  }

  @Test
  void as_many_stay_as_there_are_pending_units_that_they_could_take() {
    begin(ME, LOWER, LOWEST);
    submit(1);
    assertThat(answer(LOWEST, LOWER, ME)).isEqualTo(Answer.STAY);
    assertThat(answer(LOWER, LOWEST, ME)).as("one stays for one").isEqualTo(Answer.LEAVE);
    assertThat(answer(ME, LOWEST, LOWER)).isEqualTo(Answer.LEAVE);
    submit(2);
    assertThat(answer(LOWER, LOWEST, ME)).isEqualTo(Answer.STAY);
    assertThat(answer(ME, LOWEST, LOWER)).isEqualTo(Answer.LEAVE);
    assertThat(answer(ME, LOWEST))
        .as("of two that would stay one is dead")
        .isEqualTo(Answer.LOOK_AGAIN);
    submit(3);
    assertThat(answer(ME, LOWEST, LOWER)).isEqualTo(Answer.STAY);
  }

  @Test
  void units_of_newer_versions_and_of_other_kinds_are_left_to_others() {
    begin(ME, LOWER);
    submit(RUN, "noop", 4, Optional.empty());
    submit(new RunName("other"), "reindex", 1, Optional.empty());
    assertThat(answer(ME, LOWER)).isEqualTo(Answer.LEAVE);
  }
}
