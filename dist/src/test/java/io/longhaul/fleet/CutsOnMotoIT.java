package io.longhaul.fleet;

import io.longhaul.engine.Moto;
import io.longhaul.s3.Conditions;
import io.longhaul.s3.OddKey;
import io.longhaul.s3.sdk.SdkEngine;
import java.util.Set;

class CutsOnMotoIT extends CutsOnEngineContract {
  private static final Set<OddKey> CANNOT_HOLD = Set.of(OddKey.NEWLINE, OddKey.CARRIAGE_RETURN);

  /** Of what our adapter can read there, unlike the SDK's. */
  @Override
  SdkEngine engine() {
    return new SdkEngine("moto", Moto.endpoint(), Conditions.ALL, CANNOT_HOLD, true);
  }
}
