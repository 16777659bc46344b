package io.longhaul.unit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyOrderTest {
  /** Around every place where the length of UTF-8 changes or UTF-16 has surrogates. */
  private static final int[] CODES = {
    0x1, ' ', '/', '0', 'A', 'a', '~', 0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xe000, 0xfffd, 0xffff,
    0x10000, 0x103ff, 0x10400, 0x1f680, 0x10ffff
  };

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 20261125})
  void the_order_is_that_of_unsigned_utf8_bytes(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      String a = key(random);
      String b = random.nextInt(3) == 0 ? a + key(random) : key(random);
      int expected = Integer.signum(Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8)));
      assertThat(Integer.signum(KeyOrder.compare(a, b)))
          .as("seed %d: '%s' and '%s'", seed, a, b)
          .isEqualTo(expected);
      assertThat(Integer.signum(KeyOrder.compare(b, a))).isEqualTo(-expected);
    }
  }

  @Test
  void above_the_surrogates_it_is_not_the_order_of_java() {
    String private_ = "\uE000";
    String rocket = "\uD83D\uDE80";
    assertThat(private_.compareTo(rocket)).isPositive();
    assertThat(KeyOrder.BYTES.compare(private_, rocket)).isNegative();
  }

  @Test
  void equal_keys_are_equal_and_a_prefix_comes_first() {
    assertThat(KeyOrder.compare("a/b", "a/b")).isZero();
    assertThat(KeyOrder.compare("", "")).isZero();
    assertThat(KeyOrder.compare("", "\u0001")).isNegative();
    assertThat(KeyOrder.compare("a\uD83D\uDE80", "a")).isPositive();
  }

  private static String key(Random random) {
    StringBuilder key = new StringBuilder();
    for (int length = random.nextInt(4); length >= 0; length--) {
      key.appendCodePoint(CODES[random.nextInt(CODES.length)]);
    }
    return key.toString();
  }
}
