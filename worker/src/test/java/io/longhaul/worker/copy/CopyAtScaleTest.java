package io.longhaul.worker.copy;

import static io.longhaul.worker.copy.CopyScene.listed;
import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.unit.Fate;
import io.longhaul.unit.Outcome;
import io.longhaul.unit.Payload;
import io.longhaul.unit.Payload.Range;
import io.longhaul.unit.Tally;
import io.longhaul.worker.walk.CopySettings;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;

class CopyAtScaleTest {
  private final CopyScene scene = new CopyScene();

  @Test
  void a_million_objects_are_never_held_at_once() throws Exception {
    CountingStore store = new CountingStore(scene.time, 1_000_000);
    scene.before(store);
    scene.budget(1_000_000, 3600);
    assertThat(scene.all()).isEqualTo(new Outcome.Done(listed(1_000_000, 1_000_000, Fate.COPIED)));
    assertThat(store.copies).isEqualTo(1_000_000);
    assertThat(store.mostInFlight).isEqualTo(CopySettings.DEFAULT.copiesAtOnce());
    assertThat(store.mostHeld).isLessThan(2_100);
    assertThat(store.lists).isEqualTo(1_001);
  }

  @Test
  void a_large_range_takes_one_request_an_object_and_three_listings_a_thousand() throws Exception {
    CountingStore store = new CountingStore(scene.time, 200_000);
    scene.before(store);
    Deque<Payload> open = new ArrayDeque<>();
    open.add(new Range("in/", "", null));
    Tally sum = Tally.NONE;
    int units = 0;
    for (; !open.isEmpty(); units++) {
      switch (scene.handle(open.remove())) {
        case Outcome.Done done -> sum = sum.plus(done.tally());
        case Outcome.Split split -> {
          sum = sum.plus(split.tally());
          split.children().forEach(child -> open.add(child.payload()));
        }
        case Outcome.Failed failed -> throw new AssertionError(failed);
        case Outcome.Released released -> throw new AssertionError(released);
      }
    }
    assertThat(sum).isEqualTo(listed(200_000, 200_000, Fate.COPIED));
    assertThat(store.copies).isEqualTo(200_000);
    assertThat(store.lists).isLessThanOrEqualTo(600);
    assertThat(units).isLessThan(400);
  }
}
