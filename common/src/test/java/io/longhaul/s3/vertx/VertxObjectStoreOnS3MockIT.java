package io.longhaul.s3.vertx;

import io.longhaul.s3.ObjectStore;
import io.longhaul.s3.OddKey;
import io.longhaul.s3.StoreLack;
import io.longhaul.s3.calls.CustomerKeys;
import io.longhaul.s3.sdk.SdkEngine;
import io.longhaul.s3.sdk.SdkObjectStoreOnS3MockIT;
import java.util.Set;

/** The same contract on the same engine, by the other adapter. */
class VertxObjectStoreOnS3MockIT extends SdkObjectStoreOnS3MockIT {
  /** The list of versions is a document of another name there, which the SDK does not look at. */
  @Override
  public SdkEngine engine() {
    return super.engine().lacking(StoreLack.VERSIONS, StoreLack.VERSIONING);
  }

  @Override
  protected ObjectStore store() {
    return VertxStores.on(engine().place());
  }

  @Override
  protected ObjectStore keyed(CustomerKeys keys) {
    return VertxStores.keyed(engine().place(), false, keys);
  }

  /** It answers 500: its own writer refuses what XML has no way to write. */
  @Override
  protected Set<OddKey> cannotUpload() {
    return Set.of(OddKey.CONTROL, OddKey.NONCHARACTER);
  }

  /** It is S3Mock that cannot; of itself our adapter refuses none. */
  @Override
  protected void refusedBeforeItIsBegun(String key) {}

  /** Who may not know checksums behind a body is not told of any by an upload either. */
  @Override
  protected Set<String> changesChecksums() {
    return Set.of(
        "CRC32 in-parts",
        "CRC32C in-parts",
        "CRC64NVME in-parts",
        "SHA1 in-parts",
        "SHA256 in-parts");
  }
}
