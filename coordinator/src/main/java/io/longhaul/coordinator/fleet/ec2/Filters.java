package io.longhaul.coordinator.fleet.ec2;

import java.util.List;
import software.amazon.awssdk.services.ec2.model.Filter;

/** What narrows a description of EC2's. */
final class Filters {
  private Filters() {}

  static Filter of(String name, List<String> values) {
    return Filter.builder().name(name).values(values).build();
  }
}
