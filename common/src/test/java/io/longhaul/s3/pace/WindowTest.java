package io.longhaul.s3.pace;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.time.Deadline;
import io.longhaul.time.SystemTime;
import io.longhaul.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowTest {
  private final Time time = new SystemTime();

  private List<Long> enter(Window window, int requests) throws InterruptedException {
    List<Long> eras = new ArrayList<>();
    for (int i = 0; i < requests; i++) {
      eras.add(window.enter(Deadline.in(time, Duration.ofSeconds(10))));
    }
    return eras;
  }

  @Test
  void it_shrinks_once_for_all_that_was_under_way_together() throws Exception {
    Window window = new Window(time, 64, 256);
    List<Long> eras = enter(window, 64);
    assertThat(eras.stream().filter(window::slower)).hasSize(1);
    eras.forEach(era -> window.leave(era, false));
    assertThat(window.size()).isEqualTo(48);

    assertThat(window.slower(enter(window, 1).getFirst())).as("in the next era").isTrue();
    assertThat(window.size()).isEqualTo(36);
  }

  @Test
  void it_grows_by_one_when_as_many_as_it_holds_went_well() throws Exception {
    Window window = new Window(time, 10, 256);
    for (int round = 0; round < 11; round++) {
      List<Long> eras = enter(window, 10);
      window.leave(eras.getFirst(), true);
      eras.stream().skip(1).forEach(era -> window.leave(era, true));
      if (window.size() > 10) break;
    }
    assertThat(window.size()).isEqualTo(11);
  }

  @Test
  void what_does_not_fill_it_does_not_make_it_grow() throws Exception {
    Window window = new Window(time, 10, 256);
    for (int i = 0; i < 1_000; i++) window.leave(enter(window, 1).getFirst(), true);
    assertThat(window.size()).isEqualTo(10);
  }

  @Test
  void it_never_shrinks_below_one_nor_grows_beyond_its_most() throws Exception {
    Window window = new Window(time, 2, 3);
    for (int i = 0; i < 100; i++) window.slower(i);
    assertThat(window.size()).isEqualTo(1);
    for (int i = 0; i < 1_000; i++) {
      List<Long> eras = enter(window, window.size());
      eras.forEach(era -> window.leave(era, true));
    }
    assertThat(window.size()).isEqualTo(3);
  }

  @Test
  void what_is_left_of_an_older_era_changes_nothing_any_more() throws Exception {
    Window window = new Window(time, 4, 256);
    List<Long> old = enter(window, 4);
    window.slower(old.getFirst());
    assertThat(window.size()).isEqualTo(3);
    for (int i = 0; i < 3; i++) assertThat(window.slower(old.get(i))).isFalse();
    old.forEach(era -> window.leave(era, true));
    assertThat(window.size()).isEqualTo(3);
  }

  @Test
  void a_place_is_what_comes_before_the_last_slash_near_the_key_s_begin() {
    assertThat(Places.part("k")).isEmpty();
    assertThat(Places.part("a/k")).isEqualTo("a/");
    assertThat(Places.part("2026/11/29/events.json")).isEqualTo("2026/11/29/");
    String deep = "a/".repeat(100);
    assertThat(Places.part(deep + "k")).hasSize(32);
  }

  @Test
  void a_bounded_number_of_places_is_kept_and_none_that_is_in_use_is_dropped() throws Exception {
    Places places = new Places(new PaceSettings(4, 4, 10), time);
    Place busy = places.writes("b", "busy/k");
    busy.enter(Deadline.in(time, Duration.ofSeconds(10)));
    for (int i = 0; i < 1_000; i++) places.reads("b", i + "/k");
    assertThat(places.count()).isLessThanOrEqualTo(11);
    assertThat(places.writes("b", "busy/k")).isSameAs(busy);
    assertThat(places.reads("b", "busy/k")).isNotSameAs(busy);
  }
}
