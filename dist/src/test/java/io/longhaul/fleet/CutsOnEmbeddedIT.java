package io.longhaul.fleet;

import io.longhaul.aws.AwsPlace;
import io.longhaul.s3.Conditions;
import io.longhaul.s3.sdk.SdkEngine;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class CutsOnEmbeddedIT extends CutsOnEngineContract {
  @TempDir private static Path folder;
  private static Cloud cloud;

  @BeforeAll
  static void start() throws Exception {
    cloud = Cloud.up(folder);
  }

  @AfterAll
  static void stop() throws Exception {
    if (cloud != null) cloud.close();
  }

  @Override
  SdkEngine engine() {
    Map<String, String> at = cloud.endpoints();
    AwsPlace place =
        AwsPlace.at(
            URI.create(at.get("AWS_ENDPOINT_URL_S3")),
            at.get("AWS_ACCESS_KEY_ID"),
            at.get("AWS_SECRET_ACCESS_KEY"));
    return new SdkEngine("the embedded cloud", place, Conditions.ALL, Set.of(), true);
  }
}
