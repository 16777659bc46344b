package io.longhaul.fleet;

import io.longhaul.s3.sdk.SdkEngine;
import io.longhaul.s3.sdk.SdkObjectStoreOnMinIoIT;

class CutsOnMinIoIT extends CutsOnEngineContract {
  @Override
  SdkEngine engine() {
    return new SdkObjectStoreOnMinIoIT().engine();
  }
}
