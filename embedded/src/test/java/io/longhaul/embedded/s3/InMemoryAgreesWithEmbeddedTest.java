package io.longhaul.embedded.s3;

import io.longhaul.s3.InMemoryEngine;
import io.longhaul.s3.InMemoryObjectStore;
import io.longhaul.s3.ObjectStore;
import io.longhaul.s3.StoreEngine;

/** The store that the simulation runs over is the one that users meet first, call by call. */
class InMemoryAgreesWithEmbeddedTest extends DifferentialOnEmbedded {
  private final InMemoryObjectStore memory = new InMemoryObjectStore(time);
  private final InMemoryEngine inMemory = new InMemoryEngine(memory);

  @Override
  protected ObjectStore other() {
    return memory;
  }

  @Override
  protected StoreEngine otherEngine() {
    return inMemory;
  }
}
