package io.longhaul.ledger;

import static io.longhaul.ledger.LedgerScene.A;
import static io.longhaul.ledger.LedgerScene.B;
import static io.longhaul.ledger.LedgerScene.C;
import static io.longhaul.ledger.LedgerScene.MANY;
import static io.longhaul.ledger.LedgerScene.children;
import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.ledger.Reclaims.Reclaimed;
import io.longhaul.ledger.Redrives.Redriven;
import io.longhaul.unit.Claim;
import io.longhaul.unit.UnitRef;
import io.longhaul.unit.UnitState;
import io.longhaul.unit.WorkerId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Two at once: one of them wins, the other is told so, and rows and counters agree. */
interface LedgerRaceContract extends LedgerUnderTest {
  /** How often each race is run in one test: who wins is chance. */
  int ROUNDS = 10;

  @Test
  default void of_many_who_claim_a_unit_one_wins_and_all_others_are_refused() throws Exception {
    LedgerScene s = scene();
    UnitRef ref = s.pending(1).getFirst();
    List<Callable<ClaimAnswer>> racers =
        IntStream.range(0, 8)
            .<Callable<ClaimAnswer>>mapToObj(i -> () -> s.tryClaim(ref, new WorkerId("w" + i)))
            .toList();
    List<ClaimAnswer> answers = race(racers);
    assertThat(answers).filteredOn(ClaimAnswer.Won.class::isInstance).hasSize(1);
    assertThat(answers).filteredOn(new ClaimAnswer.Refused("held")::equals).hasSize(7);
    assertThat(s.row(ref).fence()).isEqualTo(1);
  }

  @Test
  default void of_many_who_submit_a_run_one_registers_it() throws Exception {
    LedgerScene s = scene();
    List<Callable<Runs.Submitted>> racers =
        IntStream.range(0, 4)
            .<Callable<Runs.Submitted>>mapToObj(
                i -> () -> s.submit(Optional.of(new WorkerId("w" + i))))
            .toList();
    List<Runs.Submitted> answers = race(racers);
    assertThat(answers).filteredOn(Runs.Submitted.Registered.class::isInstance).hasSize(1);
    assertThat(answers).filteredOn(Runs.Submitted.Resumed.class::isInstance).hasSize(3);
  }

  @Test
  default void either_the_settle_or_the_reclaim_takes_place() throws Exception {
    LedgerScene s = scene();
    for (UnitRef ref : s.pending(ROUNDS)) {
      Claim claim = s.claim(ref, A);
      List<Object> answers = race(List.of(() -> s.done(claim), () -> s.reclaim(claim)));
      boolean settled = answers.get(0) instanceof Settled.Mine;
      assertThat(answers.get(1) instanceof Reclaimed.Pending).isEqualTo(!settled);
      assertThat(s.state(ref)).isEqualTo(settled ? UnitState.DONE : UnitState.PENDING);
    }
  }

  @Test
  default void either_the_split_or_the_reclaim_takes_place() throws Exception {
    LedgerScene s = scene();
    for (UnitRef ref : s.pending(ROUNDS)) {
      Claim claim = s.claim(ref, A);
      List<Object> answers = race(List.of(() -> s.splitWithNext(claim, 3), () -> s.reclaim(claim)));
      boolean settled = answers.get(0) instanceof Settled.Mine;
      assertThat(answers.get(1) instanceof Reclaimed.Pending).isEqualTo(!settled);
      assertThat(ledger().units().find(children(claim, 1).getFirst()).isPresent())
          .isEqualTo(settled);
    }
  }

  @Test
  default void of_two_sweepers_one_takes_a_unit_back() throws Exception {
    LedgerScene s = scene();
    for (UnitRef ref : s.pending(ROUNDS)) {
      Claim claim = s.claim(ref, A);
      List<Reclaimed> answers = race(List.of(() -> s.reclaim(claim), () -> s.reclaim(claim)));
      assertThat(answers).filteredOn(Reclaimed.Pending.class::isInstance).hasSize(1);
      assertThat(s.row(ref).losses()).isEqualTo(1);
    }
  }

  @Test
  default void of_two_sweepers_one_kills_a_unit_at_its_third_loss() throws Exception {
    LedgerScene s = scene();
    for (UnitRef ref : s.pending(ROUNDS)) {
      s.reclaim(s.claim(ref, A));
      s.reclaim(s.claim(ref, A));
      Claim third = s.claim(ref, A);
      List<Reclaimed> answers = race(List.of(() -> s.reclaim(third), () -> s.reclaim(third)));
      assertThat(answers).containsExactlyInAnyOrder(new Reclaimed.Dead(), new Reclaimed.Moved());
    }
  }

  @Test
  default void two_settlers_of_the_last_units_of_a_small_stage_open_the_next_or_the_sweeper_does()
      throws Exception {
    LedgerScene s = scene();
    for (UnitRef splitter : s.pending(ROUNDS)) {
      Claim claim = s.claim(splitter, A);
      s.splitWithNext(claim, 2);
      UnitRef next = LedgerScene.nextOf(splitter);
      Claim one = s.claim(children(claim, 2).get(0), A);
      Claim other = s.claim(children(claim, 2).get(1), B);
      List<Settled> answers = race(List.of(() -> s.done(one), () -> s.done(other)));
      long sent = answers.stream().mapToLong(answer -> LedgerScene.mine(answer).size()).sum();
      if (sent == 0) {
        assertThat(s.state(next)).isEqualTo(UnitState.WAITING);
        assertThat(s.close(splitter)).isPresent();
      }
      assertThat(sent).isLessThanOrEqualTo(1);
      assertThat(s.state(next)).isEqualTo(UnitState.PENDING);
    }
  }

  @Test
  default void many_settlers_of_a_small_stage_all_get_through() throws Exception {
    LedgerScene s = scene();
    List<Claim> claims = s.staged(40).stream().map(ref -> s.claim(ref, A)).toList();
    List<Callable<Settled>> racers = new ArrayList<>();
    for (Claim claim : claims) racers.add(() -> s.done(claim));
    assertThat(race(racers)).allMatch(Settled.Mine.class::isInstance);
    if (s.state(s.next()) == UnitState.WAITING) assertThat(s.close(s.rootRef())).isPresent();
    assertThat(s.state(s.next())).isEqualTo(UnitState.PENDING);
  }

  @Test
  default void of_many_who_close_a_stage_or_the_run_one_does() throws Exception {
    LedgerScene s = scene();
    for (UnitRef ref : s.staged(MANY)) s.finish(ref);
    List<Callable<Optional<Settled.ToSend>>> closers =
        IntStream.range(0, 4)
            .<Callable<Optional<Settled.ToSend>>>mapToObj(i ->
                () ->
                    ledger()
                        .stages()
                        .closeIfDone(
                            s.run, s.rootRef().unit().value(), StageContract.worker(i), s.now))
            .toList();
    assertThat(race(closers)).filteredOn(Optional::isPresent).hasSize(1);
    s.finish(s.next());
    assertThat(race(List.of(s::closeRun, s::closeRun, s::closeRun)))
        .containsExactlyInAnyOrder(true, false, false);
  }

  @Test
  default void closing_a_stage_and_redriving_a_unit_of_it_leave_it_open_with_its_next_waiting()
      throws Exception {
    LedgerScene s = scene();
    for (UnitRef splitter : s.pending(ROUNDS)) {
      Claim claim = s.claim(splitter, A);
      s.splitWithNext(claim, MANY);
      List<UnitRef> units = children(claim, MANY);
      s.kill(units.getFirst());
      List<Settlement> batch = new ArrayList<>();
      for (UnitRef ref : units.subList(1, MANY)) {
        batch.add(new Settlement.Done(s.claim(ref, A), LedgerScene.copied(1)));
      }
      ledger().settlements().settle(batch, s.now);
      List<Object> answers =
          race(List.of(() -> s.close(splitter), () -> s.redrive(units.getFirst(), false)));
      if (answers.get(1) instanceof Redriven.Moved) s.redrive(units.getFirst(), false);
      assertThat(s.state(units.getFirst())).isEqualTo(UnitState.PENDING);
      assertThat(s.state(LedgerScene.nextOf(splitter))).isEqualTo(UnitState.WAITING);
    }
  }

  @Test
  default void closing_the_run_and_redriving_a_unit_leave_it_open() throws Exception {
    LedgerScene s = scene();
    UnitRef dead = s.pending(1).getFirst();
    s.kill(dead);
    for (int i = 0; i < ROUNDS; i++) {
      List<Object> answers = race(List.of(s::closeRun, () -> s.redrive(dead, false)));
      if (answers.get(1) instanceof Redriven.Moved) s.redrive(dead, false);
      assertThat(s.runState()).isEqualTo(RunState.OPEN);
      assertThat(s.state(dead)).isEqualTo(UnitState.PENDING);
      s.kill(dead);
    }
  }

  @Test
  default void of_many_who_redrive_a_unit_one_does() throws Exception {
    LedgerScene s = scene();
    UnitRef dead = s.pending(1).getFirst();
    s.kill(dead);
    List<Redriven> answers =
        race(
            List.of(
                () -> s.redrive(dead, false),
                () -> s.redrive(dead, true),
                () -> s.redrive(dead, false)));
    assertThat(answers).filteredOn(Redriven.Pending.class::isInstance).hasSize(1);
    assertThat(s.rootCounts().open()).isEqualTo(1);
  }

  @Test
  default void either_a_dead_unit_is_redriven_or_accepted() throws Exception {
    LedgerScene s = scene();
    for (UnitRef dead : s.pending(ROUNDS)) {
      s.kill(dead);
      List<Object> answers =
          race(
              List.of(
                  () -> s.redrive(dead, false),
                  () -> ledger().redrives().accept(dead, "me", "why", B, s.now)));
      assertThat(answers.get(0) instanceof Redriven.Pending)
          .isEqualTo(answers.get(1).equals(false));
    }
  }

  @Test
  default void either_the_split_takes_place_or_the_cancel_finds_the_whole_unit() throws Exception {
    LedgerScene s = scene();
    List<Claim> claims = s.pending(ROUNDS).stream().map(ref -> s.claim(ref, A)).toList();
    List<Callable<Object>> racers = new ArrayList<>();
    for (Claim claim : claims) racers.add(() -> s.splitWithNext(claim, 2));
    racers.add(5, () -> ledger().cancels().ask(s.run));
    List<Object> answers = race(racers);
    answers.remove(5);
    ledger().cancels().markStages(s.run);
    for (int i = 0; i < claims.size(); i++) {
      boolean split = answers.get(i) instanceof Settled.Mine;
      assertThat(answers.get(i)).isInstanceOfAny(Settled.Mine.class, Settled.Marked.class);
      assertThat(s.state(claims.get(i).ref()))
          .isEqualTo(split ? UnitState.SPLIT : UnitState.RUNNING);
    }
    cancelAll(claims);
    assertThat(s.closeRun()).isTrue();
  }

  @Test
  default void the_last_settle_of_a_stage_and_a_cancel_leave_a_next_that_can_be_cancelled()
      throws Exception {
    LedgerScene s = scene();
    List<Claim> last = new ArrayList<>();
    for (UnitRef splitter : s.pending(ROUNDS)) {
      Claim claim = s.claim(splitter, A);
      s.splitWithNext(claim, 1);
      last.add(s.claim(children(claim, 1).getFirst(), B));
    }
    List<Callable<Object>> racers = new ArrayList<>();
    for (Claim claim : last) racers.add(() -> s.done(claim));
    racers.add(5, () -> ledger().cancels().ask(s.run));
    assertThat(race(racers)).doesNotContain(new Settled.Stale());
    ledger().cancels().markStages(s.run);
    cancelAll(List.of());
    assertThat(s.closeRun()).isTrue();
  }

  @Test
  default void either_the_claim_or_the_cancel_takes_place() throws Exception {
    LedgerScene s = scene();
    List<UnitRef> units = s.pending(ROUNDS);
    s.cancelRun();
    for (UnitRef ref : units) {
      List<Object> answers = race(List.of(() -> s.tryClaim(ref, A), () -> s.cancel(ref)));
      boolean claimed = answers.get(0) instanceof ClaimAnswer.Won;
      assertThat(answers.get(1)).isEqualTo(!claimed);
      assertThat(s.state(ref)).isEqualTo(claimed ? UnitState.RUNNING : UnitState.CANCELLED);
    }
  }

  @Test
  default void a_next_that_is_claimed_while_its_stage_is_redriven_is_had_by_one_of_them()
      throws Exception {
    LedgerScene s = scene();
    for (UnitRef splitter : s.pending(ROUNDS)) {
      Claim claim = s.claim(splitter, A);
      s.splitWithNext(claim, 1);
      UnitRef dead = children(claim, 1).getFirst();
      UnitRef next = LedgerScene.nextOf(splitter);
      s.kill(dead);
      List<Object> answers = race(List.of(() -> s.tryClaim(next, B), () -> s.redrive(dead, false)));
      boolean claimed = answers.get(0) instanceof ClaimAnswer.Won;
      assertThat(answers.get(1) instanceof Redriven.Pending).isEqualTo(!claimed);
      assertThat(s.state(next)).isEqualTo(claimed ? UnitState.RUNNING : UnitState.WAITING);
    }
  }

  /** What a sweeper does, until nothing more is cancelled. */
  private void cancelAll(List<Claim> held) {
    LedgerScene s = scene();
    for (Claim claim : held) ledger().cancels().cancel(s.running(claim), C, s.now);
    boolean more = true;
    while (more) {
      more = false;
      for (UnitRow unit : new LedgerAudit(s.table).units(s.run).values()) {
        if (unit.state().open() && s.cancel(unit.ref())) more = true;
      }
    }
  }

  /** All at once; their answers in order. What one throws fails the test. */
  private <T> List<T> race(List<? extends Callable<? extends T>> racers) throws Exception {
    CyclicBarrier start = new CyclicBarrier(racers.size());
    List<Callable<T>> begun = new ArrayList<>();
    for (Callable<? extends T> racer : racers) {
      begun.add(() -> {
        start.await();
        return racer.call();
      });
    }
    List<T> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<T> answer : threads.invokeAll(begun)) answers.add(answer.get());
    }
    return answers;
  }
}
