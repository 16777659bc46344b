package io.longhaul.embedded.s3;

import io.longhaul.s3.ObjectStore;
import io.longhaul.s3.OddKey;
import io.longhaul.s3.calls.CustomerKeys;
import io.longhaul.s3.vertx.NoLeaks;
import io.longhaul.s3.vertx.VertxStores;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtendWith;

/** The same contract on the same engine, by the other adapter. */
@ExtendWith(NoLeaks.class)
class VertxObjectStoreOnEmbeddedTest extends SdkObjectStoreOnEmbeddedTest {
  @Override
  protected ObjectStore store() {
    return VertxStores.withTrailers(engine().place());
  }

  @Override
  protected ObjectStore keyed(CustomerKeys keys) {
    return VertxStores.keyed(engine().place(), true, keys);
  }

  @Override
  protected Set<OddKey> cannotUpload() {
    return Set.of();
  }

  @Override
  protected Set<String> changesChecksums() {
    return Set.of();
  }
}
