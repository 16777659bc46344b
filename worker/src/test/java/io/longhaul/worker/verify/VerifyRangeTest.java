package io.longhaul.worker.verify;

import static io.longhaul.worker.verify.VerifyScene.fails;
import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.job.UnitBudget;
import io.longhaul.s3.StoreCall.Op;
import io.longhaul.s3.StoreFault;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.Fate;
import io.longhaul.unit.Outcome;
import io.longhaul.unit.Payload;
import io.longhaul.unit.Payload.Keys;
import io.longhaul.unit.Payload.Listed;
import io.longhaul.unit.Payload.Range;
import io.longhaul.unit.Tally;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VerifyRangeTest {
  private static final Range ALL = new Range("in/", "", null);

  private final VerifyScene scene = new VerifyScene();

  @Test
  void what_is_equal_needs_no_request_but_the_listings() throws Exception {
    for (int i = 0; i < 1_500; i++) scene.both("%04d".formatted(i), "x");
    assertThat(scene.handle(ALL, 0))
        .isEqualTo(
            new Outcome.Done(Tally.of(Fate.LISTED, 1_500, 1_500).with(Fate.EQUAL, 1_500, 1_500)));
    assertThat(scene.calls).hasSize(4).allMatch(call -> call.op() == Op.LIST);
  }

  @Test
  void differences_leave_by_class_to_be_looked_at_again() throws Exception {
    scene.both("a", "x");
    scene.source("b", "xx");
    scene.target("c", "xxx");
    scene.source("d", "xxxx");
    scene.target("d", "yyyy");
    scene.target("e", "xxxxx");
    Outcome.Split split = (Outcome.Split) scene.handle(ALL, 0);
    assertThat(split.tally())
        .isEqualTo(Tally.of(Fate.LISTED, 5, 15).with(Fate.EQUAL, 1, 1).with(Fate.FORWARDED, 4, 14));
    assertThat(split.failed()).as("nothing failed").isEmpty();
    assertThat(split.children().stream().map(child -> (Keys) child.payload()))
        .containsExactlyInAnyOrder(
            new Keys(List.of(new Listed("in/d", 4)), FailureClass.DIFFERENT),
            new Keys(List.of(new Listed("in/b", 2)), FailureClass.MISSING),
            new Keys(List.of(new Listed("in/c", 3), new Listed("in/e", 5)), FailureClass.EXTRA));
  }

  @Test
  void thousands_of_extras_before_between_and_behind_the_sources_keys_leave_in_parts()
      throws Exception {
    scene.both("M", "x");
    scene.both("N", "x");
    for (String name : List.of("A", "M/", "Z")) {
      for (int i = 0; i < 2_500; i++)
        scene.target(name + "%04d".formatted(i) + "k".repeat(900), "x");
    }
    scene.run();
    assertThat(scene.words())
        .hasSize(7_500)
        .allSatisfy((key, words) -> {
          assertThat(words).isEqualTo("extra");
        });
    assertThat(scene.sum.objects(Fate.LISTED)).isEqualTo(7_502);
    assertThat(scene.sum.objects(Fate.EQUAL)).isEqualTo(2);
  }

  @Test
  void one_who_leaves_between_two_objects_counts_none_of_them_twice() throws Exception {
    for (int i = 0; i < 40; i++) {
      String key = "%03d".formatted(i);
      if (i % 3 != 0) scene.source(key, "x");
      if (i % 3 != 1) scene.target(key, "x");
    }
    int[] asked = {0};
    scene.leaving = () -> ++asked[0] % 7 == 0;
    scene.run();
    assertThat(scene.words()).hasSize(27);
    assertThat(scene.sum.objects(Fate.LISTED)).isEqualTo(40);
    assertThat(scene.sum.objects(Fate.EQUAL)).isEqualTo(13);
  }

  @Test
  void a_listing_out_of_order_or_cut_off_is_no_difference() throws Exception {
    for (int i = 0; i < 10; i++) scene.both("%02d".formatted(i), "x");
    for (FailureClass failure : List.of(FailureClass.UNORDERED_LISTING, FailureClass.UNAVAILABLE)) {
      for (String side : List.of("in/", "out/")) {
        scene.faults =
            call ->
                call.op() == Op.LIST && call.key().equals(side)
                    ? fails(failure, "Listing")
                    : new StoreFault.None();
        Outcome.Failed failed = (Outcome.Failed) scene.handle(ALL, 0);
        assertThat(failed.failure()).isEqualTo(failure);
      }
    }
  }

  @Test
  void where_etags_tell_nothing_size_does_and_it_is_counted_so() throws Exception {
    scene.seen = new StoreOfParts(scene.store);
    scene.both("same", "content");
    scene.both("other", "content");
    scene.target("other", "Content");
    scene.target("old", "before");
    scene.passSeconds(5);
    scene.source("old", "behind");
    scene.run();
    assertThat(scene.words()).as("what is older is no copy").isEqualTo(Map.of("old", "older"));
    assertThat(scene.sum.objects(Fate.EQUAL)).isEqualTo(2);
    assertThat(scene.sum.objects(Fate.TIMED)).isEqualTo(2);
  }

  @Test
  void by_size_alone_what_is_as_long_is_equal_and_counted_so() throws Exception {
    scene.source("k", "one");
    scene.target("k", "two");
    scene.bySize();
    scene.run();
    assertThat(scene.dead).isEmpty();
    assertThat(scene.sum.objects(Fate.TIMED)).isEqualTo(1);
  }

  @Test
  void by_bytes_a_byte_that_differs_is_found_whatever_the_etags_say() throws Exception {
    scene.seen = new StoreOfParts(scene.store);
    String long_ = "0123456789abcdef".repeat((9 << 20) / 16);
    scene.both("equal", long_);
    scene.source("flipped", long_ + "a");
    scene.target("flipped", long_ + "b");
    scene.both("empty", "");
    scene.byBytes();
    scene.run();
    assertThat(scene.words()).isEqualTo(Map.of("flipped", "bytes"));
    assertThat(scene.sum.objects(Fate.EQUAL)).isEqualTo(2);
    assertThat(scene.sum.objects(Fate.TIMED)).isZero();
  }

  @Test
  void an_object_that_is_rewritten_while_its_bytes_are_compared_is_looked_at_again()
      throws Exception {
    scene.both("k", "before");
    scene.byBytes();
    int[] reads = {0};
    scene.faults =
        call -> {
          if (call.op() == Op.GET_RANGE && reads[0]++ == 0) scene.both("k", "behind");
          return new StoreFault.None();
        };
    assertThat(scene.handle(ALL, 0))
        .isEqualTo(new Outcome.Done(Tally.of(Fate.LISTED, 1, 6).with(Fate.EQUAL, 1, 6)));
    assertThat(scene.count(Op.HEAD)).isEqualTo(2);
  }

  @Test
  void objects_that_may_not_be_read_leave_alone_and_the_others_are_compared() throws Exception {
    for (int i = 0; i < 5; i++) scene.both("k" + i, "x");
    scene.byBytes();
    scene.budget = new UnitBudget(1_000, 60, 5);
    scene.faults =
        call ->
            call.op() == Op.GET_RANGE && call.key().equals("out/k3")
                ? fails(FailureClass.DENIED, "AccessDenied")
                : new StoreFault.None();
    Outcome.Split split = (Outcome.Split) scene.handle(ALL, 0);
    assertThat(split.children().getFirst().payload())
        .isEqualTo(new Keys(List.of(new Listed("in/k3", 1)), FailureClass.DENIED));
    scene.run();
    assertThat(scene.dead)
        .singleElement()
        .satisfies(dead -> {
          assertThat(dead.failed().failure()).isEqualTo(FailureClass.DENIED);
        });
    scene.faults = call -> new StoreFault.None();
    scene.redrive();
    assertThat(scene.dead).isEmpty();
    assertThat(scene.sum.objects(Fate.EQUAL)).isEqualTo(5);
    assertThat(scene.sum.objects(Fate.COPIED)).isZero();
  }

  @Test
  void its_units_are_ranges_and_keys() {
    for (Payload payload : List.of(new Payload.Root(0), new Payload.Items(List.of("x")))) {
      assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> scene.handle(payload, 0)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
