package io.longhaul.s3.vertx;

import io.longhaul.aws.AwsCalls;
import io.longhaul.aws.AwsPlace;
import io.longhaul.aws.AwsSettings;
import io.longhaul.s3.ObjectStore;
import io.longhaul.s3.RequestsContract;
import io.longhaul.s3.calls.BucketOwners;
import io.longhaul.s3.calls.S3ObjectStore;
import io.longhaul.s3.sdk.SdkEngine;
import io.longhaul.s3.sdk.SdkRequests;
import io.longhaul.time.SystemTime;
import java.net.URI;

class RequestsAgreeTest extends RequestsContract {
  private final SystemTime time = new SystemTime();
  private final AwsCalls calls = new AwsCalls(time, AwsSettings.of(4));

  @Override
  protected ObjectStore one(URI endpoint, BucketOwners owners) {
    return new S3ObjectStore(
        new SdkRequests(SdkEngine.clients().s3(at(endpoint)), time, owners), calls);
  }

  @Override
  protected ObjectStore other(URI endpoint, BucketOwners owners) {
    return VertxStores.on(at(endpoint), calls, owners);
  }

  private static AwsPlace at(URI endpoint) {
    return AwsPlace.at(endpoint, "test-key-id", "test-secret");
  }
}
