package io.longhaul.fleet;

import io.longhaul.engine.Moto;
import io.longhaul.s3.Conditions;
import io.longhaul.s3.sdk.SdkEngine;
import java.util.Set;

class RoutesKeepOnMotoIT extends RoutesKeepContract {
  @Override
  SdkEngine engine() {
    return new SdkEngine("moto", Moto.endpoint(), Conditions.ALL, Set.of(), true);
  }

  @Override
  boolean hasUploads() {
    return false;
  }

  @Override
  Set<String> loses() {
    return Set.of();
  }
}
