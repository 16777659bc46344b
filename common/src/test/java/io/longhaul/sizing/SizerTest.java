package io.longhaul.sizing;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.ledger.Change;
import io.longhaul.ledger.ClaimAnswer;
import io.longhaul.ledger.Key;
import io.longhaul.ledger.Ledger;
import io.longhaul.ledger.Sizing;
import io.longhaul.ledger.Sizing.Wish;
import io.longhaul.ledger.Write;
import io.longhaul.ledger.memory.InMemoryTable;
import io.longhaul.time.JumpingTime;
import io.longhaul.unit.RunName;
import io.longhaul.unit.UnitId;
import io.longhaul.unit.UnitRef;
import io.longhaul.unit.WorkerId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who sizes, and who does not. */
class SizerTest {
  private static final WorkerId ONE = new WorkerId("worker-1");
  private static final WorkerId OTHER = new WorkerId("worker-2");
  private static final RunName RUN = new RunName("run");
  private static final SizingSettings SETTINGS = SizingSettings.FLEET;

  private final JumpingTime time = new JumpingTime();
  private final InMemoryTable table = new InMemoryTable();
  private final Ledger ledger = new Ledger(table);

  /** What the group was told, in turn, and by whom. */
  private final List<String> told = new ArrayList<>();

  private Runnable whenTold = () -> {};
  private final Sizer one = sizer(ONE);
  private final Sizer other = sizer(OTHER);

  private Sizer sizer(WorkerId me) {
    return new Sizer(
        ledger,
        time,
        SETTINGS,
        workers -> {
          whenTold.run();
          told.add(me.value() + ": " + workers);
        });
  }

  private Wish wish(int first) {
    Wish wish =
        new Wish(time.now(), "somebody", Optional.of(time.now().plus(Duration.ofHours(2))), 0, 32);
    Optional<Wish> seen = ledger.sizings().find().map(Sizing::wish);
    assertThat(ledger.sizings().wish(seen, wish, first)).isTrue();
    return wish;
  }

  private void submit() {
    ledger.runs().submit(RUN, "noop", 1, "{}", "hash", Optional.empty(), time.now());
  }

  /** As workers would: so many are open, so many closed since. */
  private void counters(long open, long closed) {
    table.write(
        new Write.Update(
            new Key("C#run#root#00", "C"),
            List.of(),
            List.of(new Change.Set("open", open), new Change.Set("n.done", closed))));
  }

  private void close() {
    counters(0, 1);
    assertThat(ledger.runs().closeIfDone(ledger.runs().find(RUN).orElseThrow(), time.now()))
        .isTrue();
  }

  private void rounds(int rounds) throws InterruptedException {
    for (int round = 0; round < rounds; round++) {
      time.pass(SETTINGS.every());
      one.round(ONE);
      other.round(OTHER);
    }
  }

  @Test
  void nobody_wishes_it_so_nobody_is_told_and_nothing_is_written() throws Exception {
    submit();
    rounds(5);
    assertThat(told).isEmpty();
    assertThat(ledger.duties().holder("sizing")).isEmpty();
  }

  @Test
  void of_two_only_one_tells_and_the_same_number_seldom() throws Exception {
    wish(3);
    submit();
    rounds(9);
    assertThat(told).containsExactly("worker-1: 3");
    rounds(11);
    assertThat(told).containsExactly("worker-1: 3", "worker-1: 1");
    rounds(10);
    assertThat(told).containsExactly("worker-1: 3", "worker-1: 1", "worker-1: 1");
  }

  /** Machines that end before they work are paid for, each time that the group is told again. */
  @Test
  void what_brings_nobody_is_told_less_and_less_often() throws Exception {
    wish(1);
    submit();
    List<Long> minutes = new ArrayList<>();
    Instant begun = time.now();
    whenTold = () -> minutes.add(Duration.between(begun, time.now()).toMinutes());
    one.round(ONE);
    rounds(2 * 200);
    assertThat(minutes).containsExactly(0L, 5L, 15L, 35L, 75L, 135L, 195L);

    ledger.sessions().begin(OTHER, "host", 1, time.now().plus(Duration.ofMinutes(2)));
    rounds(6); // there for two minutes, and gone
    assertThat(minutes).as("at once, for somebody came").hasSize(8);
    rounds(10);
    assertThat(minutes).hasSize(9);
  }

  @Test
  void when_its_holder_is_killed_another_goes_on_with_what_was_decided() throws Exception {
    wish(3);
    submit();
    one.round(ONE);
    assertThat(told).containsExactly("worker-1: 3");
    time.pass(SETTINGS.every());
    other.round(OTHER);
    assertThat(told).as("it may still be there").hasSize(1);
    time.pass(SETTINGS.every().multipliedBy(2));
    other.round(OTHER);
    assertThat(told).containsExactly("worker-1: 3", "worker-2: 3");
  }

  @Test
  void one_that_leaves_hands_it_on_at_once() throws Exception {
    wish(3);
    one.round(ONE);
    one.leave(ONE);
    other.round(OTHER);
    assertThat(told).containsExactly("worker-1: 3", "worker-2: 3");
  }

  /** It lost the duty while it looked, as by a clock that is off: another has decided meanwhile. */
  @Test
  void a_stale_fence_tells_nothing() throws Exception {
    wish(3);
    submit();
    SlowLedger slow =
        new SlowLedger(
            table,
            () -> {
              ledger.sizings().leave(ONE);
              inRound(other, OTHER);
            });
    Sizer frozen =
        new Sizer(new Ledger(slow.table()), time, SETTINGS, workers -> told.add("frozen"));
    frozen.round(ONE);
    assertThat(told).containsExactly("worker-2: 3");
  }

  private static void inRound(Sizer sizer, WorkerId me) {
    try {
      sizer.round(me);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void one_that_ends_while_it_is_looked_at_tells_nothing() throws Exception {
    Wish wish = wish(3);
    submit();
    SlowLedger slow = new SlowLedger(table, () -> assertThat(ledger.sizings().end(wish)).isTrue());
    Sizer late = new Sizer(new Ledger(slow.table()), time, SETTINGS, workers -> told.add("late"));
    assertThat(late.round(ONE)).isEmpty();
    assertThat(told).isEmpty();
  }

  @Test
  void who_is_refused_leaves_it_to_others_and_tries_again_later() throws Exception {
    wish(3);
    submit();
    List<WorkerId> refused = new ArrayList<>();
    Sizer denied =
        new Sizer(
            ledger,
            time,
            SETTINGS,
            workers -> {
              refused.add(ONE);
              throw new CapacityRefused("denied", new IllegalStateException());
            });
    denied.round(ONE);
    other.round(OTHER);
    assertThat(told).containsExactly("worker-2: 3");
    other.leave(OTHER);
    for (int round = 0; round < 9; round++) {
      time.pass(SETTINGS.every());
      denied.round(ONE);
    }
    assertThat(refused).hasSize(1);
    time.pass(SETTINGS.every());
    denied.round(ONE);
    assertThat(refused).hasSize(2);
  }

  @Test
  void while_the_group_is_told_the_ledger_says_so() throws Exception {
    wish(3);
    whenTold = () -> assertThat(ledger.sizings().telling(time.now())).isTrue();
    one.round(ONE);
    assertThat(told).hasSize(1);
    assertThat(ledger.sizings().telling(time.now())).isFalse();
  }

  @Test
  void more_are_wanted_when_the_rate_is_known_and_none_when_the_run_is_over() throws Exception {
    wish(1);
    workAtHand();
    for (int round = 1; round <= 8; round++) {
      counters(10_000 - 20L * round, 20L * round);
      rounds(1);
    }
    assertThat(told).containsSubsequence("worker-1: 1", "worker-1: 3");
    assertThat(ledger.sizings().find().orElseThrow().decision().orElseThrow().rate().orElseThrow())
        .isBetween(0.6, 0.7);
    close();
    rounds(4);
    assertThat(told.getLast()).isNotEqualTo("worker-1: 0");
    rounds(2);
    assertThat(told.getLast()).isEqualTo("worker-1: 0");
  }

  /** A unit in the hand of a live worker, and others that wait for one. */
  private void workAtHand() {
    submit();
    UnitRef root = new UnitRef(RUN, UnitId.root(RUN));
    ledger.sessions().begin(ONE, "host", 1, time.now().plus(Duration.ofDays(1)));
    assertThat(ledger.units().claim(root, ONE, "token", 1, time.now()))
        .isInstanceOf(ClaimAnswer.Won.class);
    for (int child = 1; child <= 5; child++) {
      UnitId id = UnitId.root(RUN).child(child);
      String slice = "run#%x".formatted(id.slice());
      table.write(
          new Write.Update(
              new Key("U#" + slice, "U#" + id),
              List.of(),
              List.of(
                  new Change.Set("gpk", slice), new Change.Set("gsk", "P#0000000000000#" + id))));
    }
  }

  @Test
  void a_wish_whose_work_is_done_ends_before_its_time() throws Exception {
    wish(2);
    rounds(2);
    assertThat(ledger.sizings().find()).as("nothing was open yet").isPresent();
    submit();
    rounds(2);
    close();
    rounds(3);
    assertThat(ledger.sizings().find()).isPresent();
    rounds(3);
    assertThat(told.getLast()).endsWith(": 0");
    assertThat(ledger.sizings().find()).isEmpty();
  }

  @Test
  void without_a_time_it_stays_for_the_next_run() throws Exception {
    Wish auto = new Wish(time.now(), "somebody", Optional.empty(), 0, 32);
    assertThat(ledger.sizings().wish(Optional.empty(), auto, 2)).isTrue();
    submit();
    rounds(2);
    close();
    rounds(6);
    assertThat(told.getLast()).endsWith(": 0");
    assertThat(ledger.sizings().find()).isPresent();
  }

  @Test
  void a_wish_whose_time_is_over_does_not_come_back_to_life_on_another_run() throws Exception {
    wish(2);
    time.pass(Duration.ofDays(2));
    submit();
    assertThat(one.round(ONE)).isEmpty();
    assertThat(told).isEmpty();
    assertThat(ledger.sizings().find()).isEmpty();
    assertThat(ledger.duties().holder("sizing")).isEmpty();
  }

  @Test
  void a_wish_whose_time_is_over_ends_when_nothing_is_open() throws Exception {
    wish(2);
    submit();
    rounds(2);
    time.pass(Duration.ofHours(2));
    rounds(2);
    assertThat(ledger.sizings().find().orElseThrow().late(time.now())).isTrue();
    close();
    rounds(6);
    assertThat(told.getLast()).endsWith(": 0");
    assertThat(ledger.sizings().find()).isEmpty();
    assertThat(ledger.duties().holder("sizing")).isEmpty();
  }
}
