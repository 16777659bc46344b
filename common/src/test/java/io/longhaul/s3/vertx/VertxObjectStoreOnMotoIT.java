package io.longhaul.s3.vertx;

import io.longhaul.s3.ObjectStore;
import io.longhaul.s3.OddKey;
import io.longhaul.s3.Trait;
import io.longhaul.s3.Trait.Way;
import io.longhaul.s3.calls.CustomerKeys;
import io.longhaul.s3.sdk.SdkEngine;
import io.longhaul.s3.sdk.SdkObjectStoreOnMotoIT;
import java.util.Set;

/** The same contract on the same engine, by the other adapter. */
class VertxObjectStoreOnMotoIT extends SdkObjectStoreOnMotoIT {
  /** The rest of what the SDK cannot read there is in what a listing only sends back. */
  private final SdkEngine moto =
      moto(Set.of(OddKey.NEWLINE, OddKey.CARRIAGE_RETURN)).losing(Trait.allOn(Way.IN_PARTS));

  @Override
  public SdkEngine engine() {
    return moto;
  }

  @Override
  protected ObjectStore store() {
    return VertxStores.on(engine().place());
  }

  @Override
  protected ObjectStore keyed(CustomerKeys keys) {
    return VertxStores.keyed(engine().place(), false, keys);
  }

  /** It keeps what it is told to keep, and not what it is sent. */
  @Override
  protected Set<String> changesChecksums() {
    return allChecksums();
  }
}
