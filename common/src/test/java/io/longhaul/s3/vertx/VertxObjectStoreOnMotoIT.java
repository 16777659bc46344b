package io.longhaul.s3.vertx;

import io.longhaul.s3.ObjectStore;
import io.longhaul.s3.sdk.SdkObjectStoreOnMotoIT;

/** The same contract on the same engine, by the other adapter. */
class VertxObjectStoreOnMotoIT extends SdkObjectStoreOnMotoIT {
  @Override
  protected ObjectStore store() {
    return VertxStores.on(engine().place());
  }
}
