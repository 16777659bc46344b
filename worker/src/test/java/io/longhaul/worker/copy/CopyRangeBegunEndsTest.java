package io.longhaul.worker.copy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The same, where copies go without a thread as long as all goes well. */
class CopyRangeBegunEndsTest extends CopyRangeEndsTest {
  private final BeginningStore store = new BeginningStore(scene.time, scene.store);

  @Override
  int firstTries() {
    return 1;
  }

  @BeforeEach
  void copies_are_begun() {
    scene.before(store);
  }

  @Test
  void they_are_indeed() throws Exception {
    for (int i = 0; i < 100; i++) scene.source("%04d".formatted(i), "text");
    scene.all();
    assertThat(store.begun).isEqualTo(100);
  }
}
