package io.longhaul.worker.copy;

import static io.longhaul.worker.copy.CopyScene.fails;
import static io.longhaul.worker.copy.CopyScene.listed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longhaul.access.CredentialsRefused;
import io.longhaul.claim.SessionOver;
import io.longhaul.s3.StoreCall.Op;
import io.longhaul.s3.StoreFault;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.Fate;
import io.longhaul.unit.Outcome;
import io.longhaul.unit.Payload;
import io.longhaul.unit.Payload.Range;
import io.longhaul.unit.PayloadJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a range ends before its own end. */
class CopyRangeEndsTest {
  final CopyScene scene = new CopyScene();

  /** How often each object is tried without a thread, which nobody is told the failure of. */
  int firstTries() {
    return 0;
  }

  @Test
  void a_budget_that_is_over_sends_on_what_is_left() throws Exception {
    for (int i = 0; i < 3000; i++) scene.source("%04d".formatted(i), "");
    scene.budget(1000, 60);
    Outcome.Split split = (Outcome.Split) scene.all();
    assertThat(split.tally()).isEqualTo(listed(1000, 0, Fate.COPIED));
    assertThat(split.children()).hasSize(2);
    Range first = (Range) split.children().getFirst().payload();
    Range second = (Range) split.children().getLast().payload();
    assertThat(first.after()).isEqualTo("in/0999");
    assertThat(second.after()).isEqualTo(first.until());
    assertThat(second.until()).isNull();
    assertThat(first.until()).as("where keys lie on both sides").isEqualTo("in/2");
    assertThat(scene.count(Op.LIST)).isLessThan(2 + 20);
  }

  @Test
  void a_store_that_does_not_say_where_the_rest_lies_has_it_cut_all_the_same() throws Exception {
    for (int i = 0; i < 3000; i++) scene.source("%04d".formatted(i), "");
    scene.budget(1000, 60);
    scene.faults =
        call ->
            scene.count(Op.COPY) >= 1000 && call.op() == Op.LIST
                ? fails(FailureClass.DENIED, "AccessDenied")
                : new StoreFault.None();
    Outcome.Split split = (Outcome.Split) scene.all();
    assertThat(split.tally()).isEqualTo(listed(1000, 0, Fate.COPIED));
    assertThat(((Range) split.children().getFirst().payload()).until()).isEqualTo("in/8");
  }

  @Test
  void names_that_crowd_in_one_corner_are_soon_in_many_hands() throws Exception {
    for (int i = 0; i < 8000; i++) scene.source("usr/1/2/3/%04d".formatted(i), "");
    scene.budget(500, 60);
    List<Payload> open = List.of(new Range("in/", "", null));
    int rounds = 0;
    for (; !open.isEmpty(); rounds++) {
      List<Payload> next = new ArrayList<>();
      for (Payload payload : open) {
        if (scene.handle(payload) instanceof Outcome.Split split) {
          split.children().forEach(child -> next.add(child.payload()));
        }
      }
      open = next;
    }
    assertThat(scene.store.all(CopyScene.TO)).hasSize(8000);
    assertThat(rounds).as("one after the other it would be 16").isLessThanOrEqualTo(9);
  }

  @Test
  void a_range_that_holds_little_more_than_a_unit_does_is_done_at_once() throws Exception {
    for (int i = 0; i < 1100; i++) scene.source("%04X".formatted(i * 59), "");
    scene.budget(1000, 60);
    assertThat(scene.all()).isEqualTo(new Outcome.Done(listed(1100, 0, Fate.COPIED)));
    assertThat(scene.count(Op.LIST)).isEqualTo(3);
  }

  @Test
  void what_is_left_of_a_range_goes_on_in_one_unit_if_it_fits_into_one() throws Exception {
    for (int i = 0; i < 1800; i++) scene.source("%04X".formatted(i * 36), "");
    scene.budget(1000, 60);
    Outcome.Split split = (Outcome.Split) scene.all();
    assertThat(split.tally()).isEqualTo(listed(1000, 0, Fate.COPIED));
    assertThat(split.children()).hasSize(1);
    assertThat(scene.handle(split.children().getFirst().payload()))
        .isEqualTo(new Outcome.Done(listed(800, 0, Fate.COPIED)));
  }

  @Test
  void what_is_left_goes_on_in_one_unit_also_if_that_has_half_as_much_again_to_do()
      throws Exception {
    for (int i = 0; i < 2441; i++) scene.source("%04X".formatted((i << 16) / 2441), "");
    scene.budget(1000, 60);
    Outcome.Split split = (Outcome.Split) scene.all();
    assertThat(split.tally()).isEqualTo(listed(1000, 0, Fate.COPIED));
    assertThat(split.children()).hasSize(1);
    assertThat(scene.handle(split.children().getFirst().payload()))
        .isEqualTo(new Outcome.Done(listed(1441, 0, Fate.COPIED)));
    assertThat(scene.count(Op.LIST)).as("less than 0.003 an object").isLessThanOrEqualTo(7);
  }

  @Test
  void a_rest_of_which_names_tell_nothing_is_looked_at_by_the_page() throws Exception {
    for (int i = 0; i < 1953; i++) scene.source("7F/%06d".formatted(i), "");
    scene.budget(1000, 60);
    Outcome.Split split = (Outcome.Split) scene.handle(new Range("in/7F", "", null));
    assertThat(split.tally()).isEqualTo(listed(1000, 0, Fate.COPIED));
    assertThat(split.children()).as("it fits into one unit").hasSize(1);
    assertThat(scene.handle(split.children().getFirst().payload()))
        .isEqualTo(new Outcome.Done(listed(953, 0, Fate.COPIED)));
    assertThat(scene.count(Op.LIST)).as("for both sides of both").isEqualTo(3 + 2);
  }

  @Test
  void time_that_is_over_ends_a_unit_as_copies_do() throws Exception {
    for (int i = 0; i < 500; i++) scene.source("%04d".formatted(i), "");
    scene.budget(1000, 10);
    scene.faults =
        call ->
            call.op() == Op.COPY
                ? new StoreFault.Slow(Duration.ofSeconds(1))
                : new StoreFault.None();
    Outcome.Split split = (Outcome.Split) scene.all();
    assertThat(split.tally().objects(Fate.COPIED)).isBetween(300L, 360L);
    assertThat(split.children()).hasSize(1);
  }

  @Test
  void what_time_left_over_goes_on_in_two_units_up_to_the_half() throws Exception {
    for (int i = 0; i < 1050; i++) scene.source("%04X".formatted((i << 16) / 1050), "");
    scene.budget(1000, 10);
    scene.faults =
        call ->
            call.op() == Op.COPY
                ? new StoreFault.Slow(Duration.ofMillis(700))
                : new StoreFault.None();
    Outcome.Split split = (Outcome.Split) scene.all();
    assertThat(split.tally().objects(Fate.COPIED)).isBetween(421L, 524L);
    assertThat(split.children()).hasSize(2);
  }

  @Test
  void a_worker_that_leaves_before_the_first_object_hands_the_unit_back() throws Exception {
    scene.source("k", "text");
    scene.leaving = () -> true;
    assertThat(scene.all()).isInstanceOf(Outcome.Released.class);
    assertThat(scene.calls).isEmpty();
  }

  @Test
  void a_worker_that_leaves_half_way_finishes_what_is_in_flight() throws Exception {
    for (int i = 0; i < 500; i++) scene.source("%04d".formatted(i), "");
    scene.leaving = () -> scene.count(Op.COPY) >= 100;
    Outcome.Split split = (Outcome.Split) scene.all();
    long copied = split.tally().objects(Fate.COPIED);
    assertThat(copied).isBetween(100L, 140L).isEqualTo(scene.store.all(CopyScene.TO).size());
    assertThat(((Range) split.children().getFirst().payload()).after())
        .isEqualTo("in/%04d".formatted(copied - 1));
  }

  @Test
  void a_worker_may_leave_between_two_objects_that_lie_far_apart() throws Exception {
    scene.source("a", "text");
    scene.source("z", "text");
    for (int i = 0; i < 5000; i++) scene.target("m%04d".formatted(i), "");
    scene.leaving = () -> scene.count(Op.LIST) >= 4;
    Outcome.Split split = (Outcome.Split) scene.all();
    assertThat(split.tally()).isEqualTo(listed(1, 4, Fate.COPIED));
    assertThat(((Range) split.children().getFirst().payload()).after()).startsWith("in/m");
  }

  @Test
  void a_session_that_is_over_drops_the_unit_and_all_that_runs() throws Exception {
    for (int i = 0; i < 100; i++) scene.source("%04d".formatted(i), "");
    scene.sessionOver = () -> scene.count(Op.COPY) >= 50;
    assertThatThrownBy(scene::all).isInstanceOf(SessionOver.class);
    assertThat(scene.time.quiet()).isTrue();
    long begunBefore = (long) firstTries() * scene.settings.copiesAtOnce();
    assertThat(scene.count(Op.COPY)).isBetween(50L, 50L + begunBefore);
  }

  @Test
  void refused_credentials_are_the_workers_matter() throws Exception {
    for (int i = 0; i < 100; i++) scene.source("%04d".formatted(i), "");
    scene.breaking(
        Op.COPY,
        "out/0040",
        1 + firstTries(),
        () -> new StoreFault.Fails(() -> new CredentialsRefused("log in", null)));
    scene.breaking(Op.COPY, "out/0039", 1, () -> new StoreFault.Slow(Duration.ofSeconds(30)));
    assertThatThrownBy(scene::all).isInstanceOf(CredentialsRefused.class);
    assertThat(scene.time.quiet()).isTrue();
  }

  @Test
  void more_failures_than_fit_into_a_split_end_the_unit_early() throws Exception {
    String controls = "\u0001".repeat(1000);
    for (int i = 0; i < 600; i++) scene.source(controls + "%04d".formatted(i), "");
    scene.budget(10_000, 3600);
    scene.faults =
        call ->
            call.op() == Op.COPY
                ? fails(FailureClass.DENIED, "AccessDenied")
                : new StoreFault.None();
    Outcome.Split split = (Outcome.Split) scene.all();
    assertThat(split.children()).hasSizeBetween(40, 90);
    assertThat(split.children())
        .allSatisfy(
            child -> assertThat(PayloadJson.write(child.payload()).length()).isLessThan(40 * 1024));
    assertThat(split.tally().imbalance()).isZero();
    assertThat(split.children().getLast().payload()).isInstanceOf(Range.class);
  }
}
