package io.longhaul.worker.simulation;

import io.longhaul.s3.Expect;
import io.longhaul.s3.ObjectStore;

/** Writes without one of the conditions that a write may have. */
final class StoreThatForgets extends PassingStore {
  private final Class<? extends Expect> forgotten;

  StoreThatForgets(ObjectStore store, Class<? extends Expect> forgotten) {
    super(store);
    this.forgotten = forgotten;
  }

  @Override
  Expect pass(Expect expect) {
    return forgotten.isInstance(expect) ? new Expect.Anything() : expect;
  }
}
