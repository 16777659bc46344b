package io.longhaul.fleet;

import io.longhaul.s3.sdk.SdkEngine;
import io.longhaul.s3.sdk.SdkObjectStoreOnVersityGwIT;

class CutsOnVersityGwIT extends CutsOnEngineContract {
  @Override
  SdkEngine engine() {
    return new SdkObjectStoreOnVersityGwIT().engine();
  }
}
