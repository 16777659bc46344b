package io.longhaul.ledger;

import static io.longhaul.ledger.LedgerScene.A;
import static io.longhaul.ledger.LedgerScene.B;
import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.ledger.Sizing.Decision;
import io.longhaul.ledger.Sizing.Wish;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** The wish that the fleet be sized, and the duty of it: one row of the stack. */
interface SizingContract extends LedgerUnderTest {
  private Sizings cleared() {
    Sizings sizings = ledger().sizings();
    sizings.find().ifPresent(left -> assertThat(sizings.end(left.wish())).isTrue());
    sizings.leave(A);
    sizings.leave(B);
    assertThat(sizings.find()).isEmpty();
    return sizings;
  }

  private Wish wish(int seconds) {
    Instant since = scene().now.plusSeconds(seconds);
    return new Wish(since, "somebody on a laptop", Optional.of(since.plusSeconds(3600)), 0, 32);
  }

  private Decision decision(int wanted) {
    return new Decision(
        wanted,
        scene().now,
        3_400,
        OptionalDouble.of(0.25),
        Optional.of(scene().now.plusSeconds(900)));
  }

  @Test
  default void a_wish_stands_until_it_is_ended_or_another_takes_its_place() {
    Sizings sizings = cleared();
    Wish first = wish(0);
    assertThat(sizings.wish(Optional.empty(), first, 4)).isTrue();
    assertThat(sizings.wish(Optional.empty(), first, 4)).as("repeated").isTrue();
    Sizing found = sizings.find().orElseThrow();
    assertThat(found.wish()).isEqualTo(first);
    assertThat(found.decision().orElseThrow().wanted()).isEqualTo(4);

    Wish second = new Wish(scene().now.plusSeconds(9), "another", Optional.empty(), 1, 8);
    assertThat(sizings.wish(Optional.empty(), second, 1)).as("not seen").isFalse();
    assertThat(sizings.wish(Optional.of(first), second, 1)).isTrue();
    assertThat(sizings.find().orElseThrow().wish()).isEqualTo(second);
    assertThat(sizings.end(first)).isFalse();
    assertThat(sizings.end(second)).isTrue();
    assertThat(sizings.end(second)).isFalse();
    assertThat(sizings.find()).isEmpty();
  }

  @Test
  default void a_number_is_decided_under_the_fence_and_for_the_wish_that_stands() {
    Sizings sizings = cleared();
    Wish wish = wish(0);
    sizings.wish(Optional.empty(), wish, 4);
    Instant now = scene().now;
    long mine = sizings.take(A, now, now.plusSeconds(90)).orElseThrow();
    assertThat(sizings.take(B, now, now.plusSeconds(90))).isEmpty();
    Optional<Instant> telling = Optional.of(now.plusSeconds(60));
    assertThat(sizings.decide(A, mine, wish, decision(9), telling)).isTrue();
    assertThat(sizings.decide(A, mine, wish, decision(9), telling)).as("repeated").isTrue();
    assertThat(sizings.find().orElseThrow().decision()).contains(decision(9));
    assertThat(sizings.telling(now)).isTrue();
    assertThat(sizings.telling(now.plusSeconds(60))).isFalse();
    sizings.told(A, mine);
    assertThat(sizings.telling(now)).isFalse();

    Instant later = now.plusSeconds(91);
    long theirs = sizings.take(B, later, later.plusSeconds(90)).orElseThrow();
    assertThat(sizings.decide(A, mine, wish, decision(1), telling)).as("another's").isFalse();
    assertThat(sizings.decide(B, mine, wish, decision(1), telling)).as("stale").isFalse();
    assertThat(sizings.decide(B, theirs, wish(1), decision(1), telling)).as("no wish").isFalse();
    assertThat(sizings.find().orElseThrow().decision()).contains(decision(9));
    assertThat(sizings.end(wish)).isTrue();
    assertThat(sizings.decide(B, theirs, wish, decision(1), telling)).as("ended").isFalse();
    assertThat(sizings.find()).isEmpty();
    sizings.leave(B);
  }
}
