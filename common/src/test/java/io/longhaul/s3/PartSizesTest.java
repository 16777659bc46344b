package io.longhaul.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PartSizesTest {
  private static final long SEED = 20_261_130;

  static LongStream sizes() {
    LongStream chosen =
        LongStream.of(
            1,
            (1L << 30) + 1,
            12L << 30,
            10_000L * (256L << 20),
            10_000L * (256L << 20) + 1,
            5_000_000_000_000L,
            PartSizes.LARGEST - 1,
            PartSizes.LARGEST);
    LongStream any = new Random(SEED).longs(200, 1, PartSizes.LARGEST + 1);
    return LongStream.concat(chosen, any);
  }

  @Test
  void an_object_of_many_parts_is_for_eight_workers_and_a_unit_of_it_is_worth_its_coordination() {
    PartSizes sizes = PartSizes.SERVER_SIDE;
    assertThat(sizes.inUnit(5)).isEqualTo(16);
    assertThat(sizes.inUnit(48)).as("12 GiB: three units").isEqualTo(16);
    assertThat(sizes.inUnit(400)).as("100 GiB: eight units").isEqualTo(50);
    assertThat(sizes.inUnit(10_000)).isEqualTo(64);
  }

  @ParameterizedTest(name = "{0} bytes of seed " + SEED)
  @MethodSource("sizes")
  void parts_hold_every_byte_once_within_the_limits_of_s3(long size) {
    for (PartSizes sizes : new PartSizes[] {PartSizes.SERVER_SIDE, PartSizes.STREAMED}) {
      PartLayout layout = sizes.of(size);
      assertThat(layout.count()).isBetween(1, Part.MOST);
      assertThat(layout.part()).isBetween(sizes.part(), PartSizes.LARGEST_PART);
      long next = 0;
      for (int number = 1; number <= layout.count(); number++) {
        ByteRange range = layout.range(number);
        assertThat(range.first()).isEqualTo(next);
        if (number < layout.count()) assertThat(range.length()).isEqualTo(layout.part());
        next = range.last() + 1;
      }
      assertThat(next).isEqualTo(size);
    }
  }

  @Test
  void parts_grow_only_once_there_would_be_too_many() {
    assertThat(PartSizes.SERVER_SIDE.of(12L << 30))
        .isEqualTo(new PartLayout(12L << 30, 256L << 20));
    assertThat(PartSizes.SERVER_SIDE.of(10_000L * (256L << 20) + 1).part()).isEqualTo(257L << 20);
    assertThat(PartSizes.SERVER_SIDE.of(PartSizes.LARGEST).part())
        .isEqualTo(PartSizes.LARGEST_PART);
  }

  @Test
  void what_is_out_of_bounds_is_refused() {
    assertThatThrownBy(() -> new PartSizes(0, 1, 1))
        .hasMessage("in parts above 0 bytes: 1 to 5368709120");
    assertThatThrownBy(() -> new PartSizes(1, (5L << 30) + 1, 1))
        .hasMessage("parts of 5368709121 bytes: 1 to 5368709120");
    assertThatThrownBy(() -> new PartSizes(1, 1, 0)).hasMessage("0 parts together: 1 to 10000");
    assertThatThrownBy(() -> PartSizes.STREAMED.of(PartSizes.LARGEST + 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> PartSizes.STREAMED.of(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PartLayout(10, 4).range(4)).hasMessage("part 4: 1 to 3");
  }
}
