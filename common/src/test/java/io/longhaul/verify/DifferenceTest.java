package io.longhaul.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longhaul.unit.FailureClass;
import io.longhaul.verify.Difference.In;
import io.longhaul.verify.Difference.Side;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DifferenceTest {
  private static final Instant THEN = Instant.parse("2026-11-02T08:00:00.123Z");
  private static final Side SOURCE = new Side(5, "abc-2", THEN);
  private static final Side TARGET = new Side(6, "\"odd\\ \u00e9", THEN.minusSeconds(9));

  @Test
  void what_was_written_is_read_back_the_same() {
    for (Difference each :
        List.of(
            new Difference(Set.of(), SOURCE, null),
            new Difference(Set.of(), null, TARGET),
            new Difference(Set.of(In.values()), SOURCE, TARGET))) {
      assertThat(Difference.read(each.write())).isEqualTo(each);
    }
  }

  /** Pinned: what one version wrote the next one reads. */
  @Test
  void the_form_is_the_same_for_ever() {
    assertThat(new Difference(Set.of(In.ETAG, In.CONTENT_TYPE), SOURCE, TARGET).write())
        .isEqualTo(
            "{\"in\":[\"etag\",\"content-type\"],\"source\":[5,\"abc-2\",1793606400123],"
                + "\"target\":[6,\"\\\"odd\\\\ \u00e9\",1793606391123]}");
    assertThat(new Difference(Set.of(), SOURCE, null).write())
        .isEqualTo("{\"source\":[5,\"abc-2\",1793606400123]}");
  }

  @Test
  void it_says_its_class_and_in_what_both_differ() {
    Difference missing = new Difference(Set.of(), SOURCE, null);
    assertThat(missing.failure()).isEqualTo(FailureClass.MISSING);
    assertThat(missing.words()).isEqualTo("missing");
    Difference extra = new Difference(Set.of(), null, TARGET);
    assertThat(extra.failure()).isEqualTo(FailureClass.EXTRA);
    assertThat(extra.words()).isEqualTo("extra");
    Difference both = new Difference(Set.of(In.OLDER, In.ETAG), SOURCE, TARGET);
    assertThat(both.failure()).isEqualTo(FailureClass.DIFFERENT);
    assertThat(both.words()).isEqualTo("etag, older");
  }

  @Test
  void one_of_nothing_is_none() {
    assertThatThrownBy(() -> new Difference(Set.of(), SOURCE, TARGET))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Difference(Set.of(), null, null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Difference(Set.of(In.SIZE), SOURCE, null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anything_else_is_refused() {
    for (String other :
        List.of("", "{", "7", "null", "{}", "{\"in\":[\"other\"]}", "{\"source\":[1]}")) {
      assertThatThrownBy(() -> Difference.read(other))
          .as(other)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void of_an_etag_so_much_is_kept_that_a_hundred_fit_into_a_payload() {
    Side side = new Side(1, "e".repeat(5_000), THEN);
    assertThat(side.etag()).hasSize(80);
  }
}
