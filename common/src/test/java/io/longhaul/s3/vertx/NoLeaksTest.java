package io.longhaul.s3.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufAllocator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class NoLeaksTest {
  @Test
  void a_buffer_that_was_lost_is_found_and_one_that_was_let_go_of_is_not() {
    NoLeaks leaks = new NoLeaks();
    leaks.begin();
    try {
      ByteBufAllocator.DEFAULT.directBuffer(64).release();
      for (int i = 0; i < 4; i++) leaks.look();
      assertThat(leaks.found()).isEmpty();
      lose();
      while (leaks.found().isEmpty()) leaks.look();
      assertThat(leaks.found().getFirst()).contains("LEAK");
    } finally {
      leaks.end();
    }
  }

  private static void lose() {
    assertThat(ByteBufAllocator.DEFAULT.directBuffer(64).refCnt()).isOne();
  }
}
