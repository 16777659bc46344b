package io.longhaul.embedded.s3;

import io.longhaul.aws.AwsPlace;
import io.longhaul.embedded.s3.protocol.Credentials;
import io.longhaul.embedded.s3.store.Freshness;
import io.longhaul.s3.Conditions;
import io.longhaul.s3.OddKey;
import io.longhaul.s3.StoreLack;
import io.longhaul.s3.sdk.SdkEngine;
import io.longhaul.s3.sdk.SdkObjectStoreContract;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The engine that users meet first holds every condition, and lists as AWS does. */
class SdkObjectStoreOnEmbeddedTest extends SdkObjectStoreContract {
  private static final Credentials CREDENTIALS = new Credentials("LOCALTEST", "a-secret");
  private static final Set<OddKey> CANNOT_HOLD = Set.of();

  @TempDir static Path root;
  private static S3Server server;
  private static SdkEngine engine;

  @BeforeAll
  static void start() throws IOException {
    var freshness = new Freshness(InstantSource.system(), Duration.ofSeconds(2));
    server = S3Server.start(root, 0, CREDENTIALS, freshness);
    engine =
        new SdkEngine(
                "the embedded cloud",
                AwsPlace.at(server.endpoint(), CREDENTIALS.accessKey(), CREDENTIALS.secret()),
                Conditions.ALL,
                CANNOT_HOLD,
                true)
            .lacking(StoreLack.VERSIONS, StoreLack.VERSIONING, StoreLack.ACL);
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @Override
  protected SdkEngine engine() {
    return engine;
  }
}
