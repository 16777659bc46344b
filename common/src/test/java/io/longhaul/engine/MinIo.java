package io.longhaul.engine;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.longhaul.aws.AwsPlace;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** MinIO, an S3 server in Go, where {@code common/src/test/engines} has built it. */
public final class MinIo {
  public static final String KEY_ID = "longhaul-tests";
  public static final String SECRET = "a-secret-of-the-tests";

  private static final Optional<Path> PROGRAM = EngineProcess.built("minio");

  private MinIo() {}

  /** Where it is and who asks; skips the test, and says so, where it is not built. */
  public static AwsPlace place() {
    assumeTrue(PROGRAM.isPresent(), "minio is not built");
    return AwsPlace.at(Started.SERVER.endpoint(), KEY_ID, SECRET);
  }

  private static final class Started {
    static final EngineProcess SERVER =
        EngineProcess.start(
            (port, folder) ->
                List.of(
                    PROGRAM.orElseThrow().toString(),
                    "server",
                    "--address",
                    "127.0.0.1:" + port,
                    folder.toString()),
            Map.of(
                "MINIO_ROOT_USER", KEY_ID,
                "MINIO_ROOT_PASSWORD", SECRET,
                "MINIO_SITE_REGION", "us-east-1",
                "MINIO_UPDATE", "off",
                "MINIO_BROWSER", "off"),
            "/minio/health/cluster");
  }
}
