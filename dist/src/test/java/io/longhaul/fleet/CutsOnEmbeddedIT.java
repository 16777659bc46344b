package io.longhaul.fleet;

import io.longhaul.s3.sdk.SdkEngine;
import java.nio.file.Path;
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
    return cloud.engine();
  }
}
