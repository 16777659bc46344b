package io.longhaul.embedded.s3;

import io.longhaul.aws.AwsCalls;
import io.longhaul.aws.AwsPlace;
import io.longhaul.aws.AwsSettings;
import io.longhaul.embedded.s3.protocol.Credentials;
import io.longhaul.embedded.s3.store.Freshness;
import io.longhaul.s3.Conditions;
import io.longhaul.s3.DifferentialContract;
import io.longhaul.s3.ObjectStore;
import io.longhaul.s3.calls.BucketOwners;
import io.longhaul.s3.calls.S3ObjectStore;
import io.longhaul.s3.sdk.SdkEngine;
import io.longhaul.s3.sdk.SdkRequests;
import io.longhaul.time.SystemTime;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The SDK's adapter on the engine that users meet first, beside another store. */
abstract class DifferentialOnEmbedded extends DifferentialContract {
  private static final Credentials CREDENTIALS = new Credentials("LOCALTEST", "a-secret");

  @TempDir static Path root;
  private static S3Server server;
  private static SdkEngine engine;

  protected final SystemTime time = new SystemTime();
  protected final AwsCalls calls = new AwsCalls(time, AwsSettings.of(16));

  @BeforeAll
  static void start() throws IOException {
    var freshness = new Freshness(InstantSource.system(), Duration.ofSeconds(2));
    server = S3Server.start(root, 0, CREDENTIALS, freshness);
    AwsPlace place = AwsPlace.at(server.endpoint(), CREDENTIALS.accessKey(), CREDENTIALS.secret());
    engine = new SdkEngine("the embedded cloud", place, Conditions.ALL, Set.of(), true);
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @Override
  protected SdkEngine engine() {
    return engine;
  }

  @Override
  protected ObjectStore one() {
    return new S3ObjectStore(
        new SdkRequests(SdkEngine.clients().s3(engine.place()), time, BucketOwners.ANYBODY), calls);
  }
}
