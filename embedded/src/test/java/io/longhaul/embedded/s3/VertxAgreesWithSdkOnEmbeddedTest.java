package io.longhaul.embedded.s3;

import io.longhaul.s3.ObjectStore;
import io.longhaul.s3.vertx.VertxStores;

class VertxAgreesWithSdkOnEmbeddedTest extends DifferentialOnEmbedded {
  @Override
  protected ObjectStore other() {
    return VertxStores.on(engine().place());
  }
}
