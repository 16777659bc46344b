package io.longhaul.s3.vertx;

import io.longhaul.s3.ObjectStore;
import io.longhaul.s3.OddKey;
import io.longhaul.s3.calls.CustomerKeys;
import io.longhaul.s3.sdk.SdkObjectStoreOnMinIoIT;
import java.util.Set;

/** The same contract on the same engine, by the other adapter. */
class VertxObjectStoreOnMinIoIT extends SdkObjectStoreOnMinIoIT {
  /** Of itself our adapter refuses none. */
  @Override
  protected Set<OddKey> cannotUpload() {
    return Set.of(OddKey.TRAILING_SLASH);
  }

  @Override
  protected ObjectStore store() {
    return VertxStores.on(engine().place());
  }

  @Override
  protected ObjectStore keyed(CustomerKeys keys) {
    return VertxStores.keyed(engine().place(), false, keys);
  }
}
