package io.longhaul.fleet;

import io.longhaul.s3.StorageClass;
import io.longhaul.s3.Traits;
import io.longhaul.s3.sdk.SdkEngine;
import io.longhaul.s3.sdk.SdkObjectStoreOnMinIoIT;
import java.util.HashSet;
import java.util.Set;

class RoutesKeepOnMinIoIT extends RoutesKeepContract {
  @Override
  SdkEngine engine() {
    return new SdkObjectStoreOnMinIoIT().engine();
  }

  /** It has one storage class, and no keys of a KMS here. */
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
    Set<String> loses = new HashSet<>(acls());
    loses.add("content-headers server-side"); // a CopyObject loses when it expires
    return loses;
  }
}
