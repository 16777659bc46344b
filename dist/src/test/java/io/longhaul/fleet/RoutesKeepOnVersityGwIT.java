package io.longhaul.fleet;

import io.longhaul.s3.StorageClass;
import io.longhaul.s3.Traits;
import io.longhaul.s3.sdk.SdkEngine;
import io.longhaul.s3.sdk.SdkObjectStoreOnVersityGwIT;
import java.util.Set;

class RoutesKeepOnVersityGwIT extends RoutesKeepContract {
  @Override
  SdkEngine engine() {
    return new SdkObjectStoreOnVersityGwIT().engine();
  }

  /** It has one storage class, and no keys of a KMS. */
  @Override
  Traits has(Traits full) {
    return full.withEncryption(null).withStorageClass(StorageClass.STANDARD);
  }

  @Override
  boolean hasAcls() {
    return false;
  }

  @Override
  Set<String> loses() {
    return acls();
  }
}
