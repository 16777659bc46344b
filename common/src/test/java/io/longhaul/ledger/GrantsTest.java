package io.longhaul.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longhaul.ledger.memory.InMemoryTable;
import io.longhaul.unit.RunName;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class GrantsTest {
  private static final RunName RUN = new RunName("moved");
  private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");

  private final Grants grants = new Ledger(new InMemoryTable()).grants();

  @Test
  void one_is_found_by_its_run_until_it_is_forgotten() {
    assertThat(grants.find(RUN)).isEmpty();
    Grant noted = grants.note(RUN, "{}", NOON);
    assertThat(grants.find(RUN)).contains(noted);
    assertThat(grants.all()).containsExactly(noted);
    assertThat(noted.inForce(NOON.minusSeconds(1))).isTrue();
    assertThat(noted.inForce(NOON)).isFalse();
    grants.forget(noted);
    grants.forget(noted);
    assertThat(grants.all()).isEmpty();
  }

  @Test
  void it_lasts_longer_and_never_shorter() {
    grants.note(RUN, "{}", NOON);
    Instant later = NOON.plus(Duration.ofHours(1));
    assertThat(grants.note(RUN, "{}", later).until()).isEqualTo(later);
    assertThat(grants.note(RUN, "{}", NOON).until()).isEqualTo(later);
    assertThat(grants.find(RUN).orElseThrow().until()).isEqualTo(later);
  }

  @Test
  void another_jobs_is_told_and_left_as_it_is() {
    Grant first = grants.note(RUN, "{}", NOON);
    assertThat(grants.note(RUN, "{other}", NOON.plusSeconds(9))).isEqualTo(first);
    assertThat(grants.find(RUN)).contains(first);
  }

  @Test
  void one_that_was_made_longer_meanwhile_is_not_forgotten() {
    Grant first = grants.note(RUN, "{}", NOON);
    Grant longer = grants.note(RUN, "{}", NOON.plusSeconds(9));
    grants.forget(first);
    assertThat(grants.find(RUN)).contains(longer);
  }

  @Test
  void who_loses_to_others_again_and_again_is_told_so() {
    InMemoryTable table = new InMemoryTable();
    Grants others = new Ledger(table).grants();
    AtomicInteger writes = new AtomicInteger();
    // revoked before each look, and granted before each writing
    Table raced =
        TableBefore.write(
            TableBefore.get(table, () -> others.find(RUN).ifPresent(others::forget)),
            () -> {
              assertThat(writes.incrementAndGet()).as("a bound").isLessThan(100);
              others.note(RUN, "{}", NOON);
            });
    assertThatThrownBy(() -> new Ledger(raced).grants().note(RUN, "{}", NOON.plusSeconds(9)))
        .isInstanceOf(LedgerUnavailable.class)
        .hasMessageContaining("the grant of run moved could not be noted in 20 tries");
  }
}
