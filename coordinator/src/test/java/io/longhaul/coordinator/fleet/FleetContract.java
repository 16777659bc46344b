package io.longhaul.coordinator.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longhaul.coordinator.CommandFailed;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is promised of every fleet, whatever it is made of. */
public abstract class FleetContract {
  /** A fleet whose group takes so many, none of them there yet. */
  protected abstract Fleet fleet(int min, int max) throws Exception;

  /** One that was never made. */
  protected abstract Fleet none() throws Exception;

  private static List<String> staying(Fleet fleet) throws InterruptedException {
    return fleet.members().stream()
        .filter(member -> member.life() != Member.Life.ENDING)
        .map(Member::id)
        .toList();
  }

  private static int wanted(Fleet fleet) throws InterruptedException {
    return fleet.group().orElseThrow().wanted();
  }

  @Test
  void a_group_that_is_not_there_is_none_has_nobody_and_takes_no_number() throws Exception {
    try (Fleet fleet = none()) {
      assertThat(fleet.group()).isEmpty();
      assertThat(fleet.members()).isEmpty();
      assertThatThrownBy(() -> fleet.want(1))
          .isInstanceOf(CommandFailed.class)
          .hasMessageContaining("does not exist")
          .hasMessageContaining("'longhaul infra deploy' makes it");
    }
  }

  @Test
  void as_many_are_there_as_are_wanted() throws Exception {
    try (Fleet fleet = fleet(0, 16)) {
      assertThat(fleet.group().orElseThrow().max()).isEqualTo(16);
      for (int count : new int[] {0, 16, 4, 4, 0}) {
        fleet.want(count);
        assertThat(wanted(fleet)).isEqualTo(count);
        assertThat(staying(fleet)).as("%d wanted", count).hasSize(count).doesNotHaveDuplicates();
      }
    }
  }

  @Test
  void a_number_that_the_group_does_not_take_is_refused_and_changes_nothing() throws Exception {
    try (Fleet fleet = fleet(1, 3)) {
      fleet.want(2);
      assertThatThrownBy(() -> fleet.want(4))
          .isInstanceOf(CommandFailed.class)
          .hasMessageContaining("takes 1 to 3 workers, not 4");
      assertThatThrownBy(() -> fleet.want(0)).isInstanceOf(CommandFailed.class);
      assertThat(wanted(fleet)).isEqualTo(2);
      assertThat(staying(fleet)).hasSize(2);
    }
  }

  @Test
  void who_is_protected_stays_though_fewer_are_wanted() throws Exception {
    try (Fleet fleet = fleet(0, 8)) {
      fleet.want(4);
      List<String> kept = staying(fleet).subList(1, 3);
      fleet.protect(kept, true);
      fleet.protect(kept, true);
      assertThat(fleet.members().stream().filter(Member::isProtected).map(Member::id))
          .containsExactlyInAnyOrderElementsOf(kept);
      fleet.want(0);
      assertThat(staying(fleet)).containsExactlyInAnyOrderElementsOf(kept);
      assertThat(wanted(fleet)).isZero();
    }
  }

  @Test
  void who_is_not_protected_any_more_goes() throws Exception {
    try (Fleet fleet = fleet(0, 8)) {
      fleet.want(2);
      fleet.protect(staying(fleet), true);
      fleet.protect(staying(fleet), false);
      fleet.want(0);
      assertThat(staying(fleet)).isEmpty();
    }
  }

  @Test
  void one_that_is_not_there_is_passed_over_when_others_are_protected() throws Exception {
    try (Fleet fleet = fleet(0, 8)) {
      fleet.want(2);
      String gone = staying(fleet).getFirst();
      String stays = staying(fleet).getLast();
      assertThat(fleet.end(gone)).isTrue();
      fleet.protect(List.of(gone, stays, "i-never-was"), true);
      fleet.want(0);
      assertThat(staying(fleet)).containsExactly(stays);
    }
  }

  @Test
  void one_that_is_ended_is_not_replaced_and_is_ended_once() throws Exception {
    try (Fleet fleet = fleet(0, 8)) {
      fleet.want(3);
      String one = staying(fleet).get(1);
      fleet.protect(List.of(one), true);
      assertThat(fleet.end(one)).isTrue();
      assertThat(wanted(fleet)).isEqualTo(2);
      assertThat(staying(fleet)).hasSize(2).doesNotContain(one);
      assertThat(fleet.end(one)).isFalse();
      assertThat(fleet.end("i-never-was")).isFalse();
      assertThat(wanted(fleet)).isEqualTo(2);
    }
  }

  @Test
  void one_of_more_than_are_wanted_is_ended_and_as_many_are_wanted_as_before() throws Exception {
    try (Fleet fleet = fleet(0, 8)) {
      fleet.want(3);
      fleet.protect(staying(fleet), true);
      fleet.want(1);
      assertThat(staying(fleet)).hasSize(3);
      for (int left : new int[] {2, 1}) {
        assertThat(fleet.end(staying(fleet).getFirst())).isTrue();
        assertThat(wanted(fleet)).isEqualTo(1);
        assertThat(staying(fleet)).hasSize(left);
      }
      assertThat(fleet.end(staying(fleet).getFirst())).isTrue();
      assertThat(wanted(fleet)).isZero();
    }
  }

  @Test
  void one_is_not_ended_where_the_group_never_has_fewer() throws Exception {
    try (Fleet fleet = fleet(1, 8)) {
      fleet.want(1);
      String last = staying(fleet).getFirst();
      assertThatThrownBy(() -> fleet.end(last))
          .isInstanceOf(CommandFailed.class)
          .hasMessageContaining(last + " cannot go");
      assertThat(staying(fleet)).containsExactly(last);
    }
  }
}
