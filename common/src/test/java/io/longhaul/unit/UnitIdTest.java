package io.longhaul.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnitIdTest {
  private static final UnitId ROOT = UnitId.root(new RunName("orders-2026-11"));

  /** Pinned: a ledger written by one version is read by the next. */
  @Test
  void ids_are_the_same_for_ever() {
    assertThat(ROOT.value()).isEqualTo("q4npvqvi5e5mwbbaioqz");
    assertThat(ROOT.child(0).value()).isEqualTo("6bngjjsv5mak2ouax5nn");
    assertThat(ROOT.child(89).value()).isEqualTo("z25befr35xjniph2ykts");
    assertThat(ROOT.next().value()).isEqualTo("2akomicndd6csajxqpqe");
    assertThat(ROOT.child(0).next().value()).isEqualTo("4hvu57xmwp3zwe743cod");
  }

  @Test
  void ids_differ_by_run_parent_and_place() {
    Set<UnitId> ids = new HashSet<>();
    for (int run = 0; run < 20; run++) {
      UnitId root = UnitId.root(new RunName("run" + run));
      ids.add(root);
      for (int child = 0; child < 90; child++) {
        ids.add(root.child(child));
        ids.add(root.child(child).next());
      }
    }
    assertThat(ids).hasSize(20 * (1 + 2 * 90));
  }

  @Test
  void every_slice_has_its_share_of_ids() {
    int[] units = new int[16];
    for (int child = 0; child < 1600; child++) units[ROOT.child(child).slice()]++;
    assertThat(Arrays.stream(units)).allMatch(count -> count > 50 && count < 150);
  }

  @Test
  void the_slice_is_the_four_highest_bits() {
    assertThat(new UnitId("a".repeat(20)).slice()).isZero();
    assertThat(new UnitId("b" + "a".repeat(19)).slice()).isZero();
    assertThat(new UnitId("c" + "a".repeat(19)).slice()).isEqualTo(1);
    assertThat(new UnitId("7" + "a".repeat(19)).slice()).isEqualTo(15);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "q4npvqvi5e5mwbbaioq",
        "q4npvqvi5e5mwbbaioqzz",
        "Q4npvqvi5e5mwbbaioqz",
        "q4npvqvi5e5mwbbaioq1",
        "q4npvqvi5e5mwbbaioq#"
      })
  void anything_else_is_no_id(String text) {
    assertThatThrownBy(() -> new UnitId(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(text);
  }
}
