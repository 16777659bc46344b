package io.longhaul.s3.vertx;

import io.longhaul.s3.ObjectStore;
import io.longhaul.s3.sdk.SdkObjectStoreOnVersityGwIT;

/** The same contract on the same engine, by the other adapter. */
class VertxObjectStoreOnVersityGwIT extends SdkObjectStoreOnVersityGwIT {
  @Override
  protected ObjectStore store() {
    return VertxStores.on(engine().place());
  }
}
