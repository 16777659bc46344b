package io.longhaul.coordinator.cli;

import io.longhaul.coordinator.submit.DepotShelf;
import io.longhaul.coordinator.submit.LocalShelf;
import io.longhaul.coordinator.submit.Shelf;
import io.longhaul.coordinator.submit.Shipping;
import io.longhaul.stack.LocalCloud;
import io.longhaul.stack.Stack;
import java.util.Optional;

/**
 * Where a stack keeps what jobs bring along: in its own bucket, of an account or on this machine.
 */
final class Shelves {
  private Shelves() {}

  static Shipping shipping(Surroundings surroundings, Stack stack) {
    return new Shipping(
        stack, surroundings.place().folder(), () -> shelf(surroundings, stack), surroundings::say);
  }

  private static Shelf shelf(Surroundings surroundings, Stack stack) {
    Optional<LocalCloud> cloud = stack.settings().local().flatMap(LocalCloud::find);
    return cloud.isPresent()
        ? new LocalShelf(stack, cloud.get().buckets())
        : new DepotShelf(surroundings.estates().open(stack.settings()));
  }
}
