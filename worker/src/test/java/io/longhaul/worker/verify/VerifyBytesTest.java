package io.longhaul.worker.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.s3.StoreCall.Op;
import io.longhaul.s3.StoreFault;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.Fate;
import io.longhaul.unit.Outcome;
import io.longhaul.unit.Payload.Keys;
import io.longhaul.unit.Payload.Listed;
import io.longhaul.unit.Payload.Range;
import io.longhaul.verify.BytesSoFar;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every byte of large objects, by several workers one after the other. */
class VerifyBytesTest {
  private static final int PIECE = 8 << 20;
  private static final String LONG = "0123456789abcdef".repeat(5 * PIECE / 16);

  private final VerifyScene scene = new VerifyScene();

  private static Keys payload(Outcome outcome) {
    return (Keys) ((Outcome.Split) outcome).children().getFirst().payload();
  }

  private static BytesSoFar soFar(Keys keys) {
    return BytesSoFar.read(String.valueOf(keys.objects().getFirst().note())).orElseThrow();
  }

  /** Leaves once so many more pieces were read of either side. */
  private void leaveAfter(int pieces) {
    long until = scene.count(Op.GET_RANGE) + 2L * pieces;
    scene.leaving = () -> scene.count(Op.GET_RANGE) >= until;
  }

  @Test
  void who_must_leave_does_so_after_a_piece_and_another_goes_on_there() throws Exception {
    scene.both("k", LONG);
    scene.byBytes();
    leaveAfter(2);
    Keys rest = payload(scene.handle(new Range("in/", "", null), 0));
    assertThat(soFar(rest).bytes()).isEqualTo(2L * PIECE);
    leaveAfter(1);
    rest = payload(scene.handle(rest, 0));
    assertThat(soFar(rest).bytes()).isEqualTo(3L * PIECE);
    scene.leaving = () -> false;
    Outcome.Done done = (Outcome.Done) scene.handle(rest, 0);
    assertThat(done.tally().objects(Fate.EQUAL)).isEqualTo(1);
    assertThat(scene.count(Op.GET_RANGE)).as("no piece is read twice").isEqualTo(10);
  }

  @Test
  void what_was_read_of_an_object_that_has_changed_says_nothing() throws Exception {
    scene.both("k", LONG);
    scene.byBytes();
    leaveAfter(2);
    Keys rest = payload(scene.handle(new Range("in/", "", null), 0));
    scene.leaving = () -> false;
    scene.target("k", "X" + LONG.substring(1));
    scene.run(rest);
    assertThat(scene.words()).isEqualTo(Map.of("k", "bytes"));
  }

  @Test
  void a_byte_that_differs_further_on_is_found_by_who_goes_on() throws Exception {
    scene.source("k", LONG);
    scene.target("k", LONG.substring(0, LONG.length() - 1) + "X");
    scene.byBytes();
    leaveAfter(1);
    Keys rest = payload(scene.handle(new Range("in/", "", null), 0));
    scene.leaving = () -> false;
    scene.run(rest);
    assertThat(scene.words()).isEqualTo(Map.of("k", "bytes"));
  }

  @Test
  void what_fails_further_on_keeps_how_far_it_came() throws Exception {
    scene.both("k", LONG);
    scene.byBytes();
    leaveAfter(2);
    Keys rest = payload(scene.handle(new Range("in/", "", null), 0));
    scene.leaving = () -> false;
    scene.faults =
        call ->
            call.op() == Op.GET_RANGE
                ? VerifyScene.fails(FailureClass.DENIED, "AccessDenied")
                : new StoreFault.None();
    scene.run(rest);
    assertThat(scene.dead)
        .singleElement()
        .satisfies(dead -> {
          assertThat(dead.failed().failure()).isEqualTo(FailureClass.DENIED);
          assertThat(dead.payload()).isEqualTo(rest);
        });
    scene.faults = call -> new StoreFault.None();
    scene.redrive();
    assertThat(scene.dead).isEmpty();
    assertThat(scene.sum.objects(Fate.COPIED)).isZero();
  }

  @Test
  void one_that_takes_longer_than_a_unit_may_is_handed_on_until_it_is_done() throws Exception {
    long size = 1L << 30;
    scene.both("k", "x");
    scene.seen = new StoreOfZeros(scene.store, size, () -> scene.passSeconds(2));
    scene.byBytes();
    int units = 0;
    long reached = 0;
    Outcome outcome = scene.handle(new Range("in/", "", null), 0);
    while (outcome instanceof Outcome.Split) {
      Keys rest = payload(outcome);
      assertThat(rest.objects()).extracting(Listed::key).isEqualTo(List.of("in/k"));
      assertThat(soFar(rest).bytes()).isGreaterThan(reached);
      reached = soFar(rest).bytes();
      outcome = scene.handle(rest, 0);
      units++;
    }
    assertThat(((Outcome.Done) outcome).tally().objects(Fate.EQUAL)).isEqualTo(1);
    assertThat(units).as("60 s are 15 pieces of 2 s on either side").isBetween(3, 8);
  }
}
