package io.longhaul.s3.vertx;

import io.longhaul.s3.ObjectStore;
import io.longhaul.s3.calls.CustomerKeys;
import io.longhaul.s3.sdk.SdkObjectStoreOnVersityGwIT;
import java.util.Set;

/** The same contract on the same engine, by the other adapter. */
class VertxObjectStoreOnVersityGwIT extends SdkObjectStoreOnVersityGwIT {
  @Override
  protected ObjectStore store() {
    return VertxStores.on(engine().place());
  }

  @Override
  protected ObjectStore keyed(CustomerKeys keys) {
    return VertxStores.keyed(engine().place(), false, keys);
  }

  @Override
  protected Set<String> changesChecksums() {
    return Set.of("CRC32 in-parts", "CRC32C in-parts", "SHA1 in-parts", "SHA256 in-parts");
  }
}
