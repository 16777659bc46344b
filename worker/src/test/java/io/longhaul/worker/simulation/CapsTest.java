package io.longhaul.worker.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.ledger.Caps;
import io.longhaul.ledger.LedgerAudit;
import io.longhaul.unit.Fate;
import io.longhaul.unit.RunName;
import io.longhaul.worker.loop.Worker;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A run's cap on requests, shared by real workers on a simulated clock. */
class CapsTest {
  private static final String TO = "target";
  private static final int CAP = 2;

  private final OutageScene scene = new OutageScene();

  CapsTest() {
    scene.store.createBucket(TO);
  }

  private static Duration at(int seconds) {
    return Duration.ofSeconds(seconds);
  }

  private long calls(String by, int from, int to) {
    return scene.calls.stream()
        .filter(call -> call.by().startsWith(by))
        .filter(call -> call.at().compareTo(at(from)) >= 0 && call.at().compareTo(at(to)) < 0)
        .count();
  }

  private void neverOverTheCap(int until) {
    for (int from = 0; from + 10 <= until; from++) {
      // a second's worth may have been saved up, and the last taken may overdraw by one
      assertThat(calls("", from, from + 10))
          .as("from %d s", from)
          .isLessThanOrEqualTo(11L * CAP + 1);
    }
  }

  @Test
  void two_workers_share_the_cap_and_when_one_leaves_the_other_takes_all_of_it() {
    scene.submit("capped", TO, new Caps(CAP, 0));
    Worker first = scene.startWorker("first");
    scene.startWorker("second");

    scene.until(at(60));
    assertThat(calls("first", 20, 60)).isBetween(36L, 44L);
    assertThat(calls("second", 20, 60)).isBetween(36L, 44L);
    first.drain();
    scene.until(at(120));
    assertThat(calls("first", 90, 120)).isZero();
    assertThat(calls("second", 95, 120)).isBetween(45L, 53L);
    neverOverTheCap(120);
  }

  @Test
  void who_comes_later_takes_nothing_until_the_others_have_made_room() {
    scene.submit("capped", TO, new Caps(CAP, 0));
    scene.startWorker("first");
    scene.until(at(33));
    scene.startWorker("second");

    scene.until(at(100));
    assertThat(calls("second", 33, 43)).isZero();
    assertThat(calls("second", 60, 100)).isBetween(36L, 44L);
    neverOverTheCap(100);
  }

  @Test
  void waiting_for_a_low_cap_fails_no_object_and_the_run_ends() {
    RunName run = scene.submit("slow", TO, new Caps(1, 0));
    scene.startWorker("first");

    assertThat(scene.overBy(run, Duration.ofMinutes(15))).isTrue();
    assertThat(scene.arrived(TO)).isEqualTo(OutageScene.PREFIXES * OutageScene.EACH);
    assertThat(scene.ledger.runs().counts(run).tally().objects(Fate.DEAD)).isZero();
    assertThat(new LedgerAudit(scene.table).units(run).values())
        .noneMatch(unit -> unit.attempts() > 0);
  }

  @Test
  void a_run_without_a_cap_is_as_fast_as_ever() {
    RunName run = scene.submit("free", TO);
    scene.startWorker("first");

    assertThat(scene.overBy(run, Duration.ofMinutes(2))).isTrue();
  }
}
