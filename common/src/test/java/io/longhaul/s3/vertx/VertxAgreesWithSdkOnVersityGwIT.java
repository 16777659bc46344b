package io.longhaul.s3.vertx;

import io.longhaul.aws.AwsCalls;
import io.longhaul.aws.AwsSettings;
import io.longhaul.s3.DifferentialContract;
import io.longhaul.s3.ObjectStore;
import io.longhaul.s3.StoreEngine;
import io.longhaul.s3.calls.BucketOwners;
import io.longhaul.s3.calls.S3ObjectStore;
import io.longhaul.s3.sdk.SdkEngine;
import io.longhaul.s3.sdk.SdkObjectStoreOnVersityGwIT;
import io.longhaul.s3.sdk.SdkRequests;
import io.longhaul.time.SystemTime;

class VertxAgreesWithSdkOnVersityGwIT extends DifferentialContract {
  private final SystemTime time = new SystemTime();
  private final SdkEngine engine = new SdkObjectStoreOnVersityGwIT().engine();

  @Override
  protected StoreEngine engine() {
    return engine;
  }

  @Override
  protected ObjectStore one() {
    AwsCalls calls = new AwsCalls(time, AwsSettings.of(16));
    return new S3ObjectStore(
        new SdkRequests(SdkEngine.clients().s3(engine.place()), time, BucketOwners.ANYBODY), calls);
  }

  @Override
  protected ObjectStore other() {
    return VertxStores.on(engine.place());
  }
}
