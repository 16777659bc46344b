package io.longhaul.fleet;

import io.longhaul.engine.S3Mock;
import io.longhaul.s3.Conditions;
import io.longhaul.s3.Traits;
import io.longhaul.s3.sdk.SdkEngine;
import java.util.Set;

class RoutesKeepOnS3MockIT extends RoutesKeepContract {
  @Override
  SdkEngine engine() {
    if (System.getProperty("longhaul.s3mock") == null) {
      System.setProperty("longhaul.s3mock", "../common/target/engines/s3mock.jar");
    }
    return new SdkEngine("Adobe S3Mock", S3Mock.endpoint(), Conditions.ALL, Set.of(), true);
  }

  /** It knows of no keys but those that it was started with. */
  @Override
  Traits has(Traits full) {
    return full.withEncryption(null);
  }

  /** It answers to ACLs, and keeps none that is said with an object. */
  @Override
  Set<String> loses() {
    return acls();
  }
}
