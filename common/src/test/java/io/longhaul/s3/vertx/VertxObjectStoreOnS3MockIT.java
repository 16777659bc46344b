package io.longhaul.s3.vertx;

import io.longhaul.s3.ObjectStore;
import io.longhaul.s3.sdk.SdkObjectStoreOnS3MockIT;

/** The same contract on the same engine, by the other adapter. */
class VertxObjectStoreOnS3MockIT extends SdkObjectStoreOnS3MockIT {
  @Override
  protected ObjectStore store() {
    return VertxStores.on(engine().place());
  }
}
