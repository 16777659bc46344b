package io.longhaul.bench.heap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class FlatHeapTest {
  private static final long MB = 1L << 20;

  @Test
  void what_grows_with_the_objects_is_not_flat() {
    assertThat(FlatHeap.isFlat(20 * MB, 24 * MB)).isTrue();
    assertThat(FlatHeap.isFlat(20 * MB, 30 * MB)).isFalse();
  }

  @Test
  void a_run_that_failed_or_was_not_looked_at_proves_nothing() {
    assertThat(FlatHeap.done(new HeapRun.Seen(10, 10, MB, MB, 3, 0))).isTrue();
    assertThat(FlatHeap.done(new HeapRun.Seen(10, 9, MB, MB, 3, 0))).isFalse();
    assertThat(FlatHeap.done(new HeapRun.Seen(10, 10, MB, MB, 3, 1))).isFalse();
    assertThat(FlatHeap.done(new HeapRun.Seen(10, 10, MB, 0, 0, 0))).isFalse();
  }

  @Test
  @Timeout(120)
  void a_living_process_says_what_it_holds() throws Exception {
    assertThat(LiveHeap.of(ProcessHandle.current()).orElseThrow()).isBetween(MB, 1000 * MB);
  }
}
