package io.longhaul.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FleetBillTest {
  private static final double M5_4XLARGE = Machines.hourly("m5.4xlarge").orElseThrow();

  @Test
  void sixteen_workers_that_stand_a_day_are_watched_for_less_than_two_dollars() {
    FleetBill day = FleetBill.of(16, M5_4XLARGE, Duration.ofDays(1));
    assertThat(day.standing()).isBetween(1.0, 2.0);
    assertThat(day.machines()).isCloseTo(16 * 0.768 * 24, within(0.01));
  }

  @Test
  void machines_are_billed_by_the_second_and_a_minute_at_least() {
    FleetBill second = FleetBill.of(2, 3.6, Duration.ofSeconds(1));
    assertThat(second.machines()).isCloseTo(2 * 3.6 / 60, within(1e-9));
    FleetBill longer = FleetBill.of(2, 3.6, Duration.ofSeconds(90));
    assertThat(longer.machines()).isCloseTo(2 * 0.09, within(1e-9));
    assertThat(longer.total()).isEqualTo(longer.machines() + longer.standing());
  }
}
