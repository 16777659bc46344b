package io.longhaul.coordinator.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.coordinator.fleet.Finding.Level;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class LaunchChecksTest {
  private final InMemoryFleet fleet = new InMemoryFleet();

  LaunchChecksTest() {
    fleet.make(0, 32, "m5.4xlarge");
  }

  private Finding region(Launch.Source source) throws InterruptedException {
    Launch launch = new Launch(16, OptionalDouble.empty(), Optional.of(source));
    List<Finding> found = new LaunchChecks(fleet, launch).find();
    return found.stream().filter(one -> one.about().equals("region")).findFirst().orElseThrow();
  }

  private static Launch.Source source(String region, boolean streamed, String workers) {
    return new Launch.Source(
        "orders", Optional.of(region), "", streamed, Optional.ofNullable(workers));
  }

  @Test
  void a_source_in_the_fleets_region_is_fine() throws Exception {
    assertThat(region(source("eu-west-1", true, "eu-west-1")))
        .isEqualTo(Finding.fine("region", "bucket orders and the fleet are in eu-west-1"));
  }

  @Test
  void a_source_in_another_region_costs_each_byte_that_goes_through_a_worker() throws Exception {
    Finding found = region(source("eu-west-1", true, "us-east-1"));
    assertThat(found.level()).isEqualTo(Level.COSTS);
    assertThat(found.text())
        .isEqualTo(
            "bucket orders is in eu-west-1 and the fleet in us-east-1: every byte leaves its"
                + " region, $20.00 a TB; run the fleet where the source is");
  }

  @Test
  void a_source_in_another_region_that_s3_copies_itself_costs_time() throws Exception {
    Finding found = region(source("eu-west-1", false, "us-east-1"));
    assertThat(found.level()).isEqualTo(Level.COSTS);
    assertThat(found.text()).contains("S3 copies by itself, but each request takes longer");
  }

  @Test
  void a_region_that_is_not_known_is_not_checked() throws Exception {
    assertThat(region(source("eu-west-1", true, null)).level()).isEqualTo(Level.UNSEEN);
    Launch.Source denied =
        new Launch.Source(
            "orders", Optional.empty(), "s3:ListBucket is denied", true, Optional.of("us-east-1"));
    assertThat(region(denied))
        .isEqualTo(Finding.unseen("region", "where bucket orders is: s3:ListBucket is denied"));
  }

  @Test
  void where_the_number_is_refused_its_place_is_not_asked() throws Exception {
    fleet.ground = List.of(Finding.fine("template", "launches"));
    Launch more = new Launch(33, OptionalDouble.empty(), Optional.empty());
    assertThat(new LaunchChecks(fleet, more).find())
        .extracting(Finding::about)
        .containsExactly("group", "price");
    Launch some = new Launch(32, OptionalDouble.empty(), Optional.empty());
    assertThat(new LaunchChecks(fleet, some).find())
        .extracting(Finding::about)
        .containsExactly("group", "price", "template");
  }
}
