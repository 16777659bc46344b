package io.longhaul.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MachinesTest {
  /** As AWS lists them, each by itself. */
  @ParameterizedTest
  @CsvSource({
    "m5.4xlarge, 0.768",
    "m6i.4xlarge, 0.768",
    "m6g.4xlarge, 0.616",
    "m7g.8xlarge, 1.3056",
    "m5a.4xlarge, 0.688",
    "c5.18xlarge, 3.06",
    "c6g.4xlarge, 0.544",
    "r5.4xlarge, 1.008",
    "t3.medium, 0.0416",
    "t4g.micro, 0.0084"
  })
  void an_hour_of_each_size_follows_from_its_family(String type, double price) {
    assertThat(Machines.hourly(type).orElseThrow()).isCloseTo(price, within(1e-9));
  }

  @Test
  void what_is_not_listed_is_not_guessed() {
    for (String type : new String[] {"p5.48xlarge", "m5.metal", "m5", "", "m5.", ".large"}) {
      assertThat(Machines.hourly(type)).as(type).isEmpty();
    }
  }
}
