package io.longhaul.engine;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.longhaul.aws.AwsPlace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** versitygw, an S3 server in Go, where {@code common/src/test/engines} has built it. */
public final class VersityGw {
  public static final String KEY_ID = "longhaul-tests";
  public static final String SECRET = "a-secret-of-the-tests";

  private static final Optional<Path> PROGRAM = EngineProcess.built("versitygw");

  private VersityGw() {}

  /** Where it is and who asks; skips the test, and says so, where it is not built. */
  public static AwsPlace place() {
    assumeTrue(PROGRAM.isPresent(), "versitygw is not built");
    return AwsPlace.at(Started.SERVER.endpoint(), KEY_ID, SECRET);
  }

  private static final class Started {
    static final EngineProcess SERVER =
        EngineProcess.start(
            (port, folder) ->
                List.of(
                    PROGRAM.orElseThrow().toString(),
                    "--port",
                    "127.0.0.1:" + port,
                    "--health",
                    "/health",
                    "--keep-alive",
                    "--quiet",
                    "posix",
                    "--versioning-dir",
                    folder(folder, "versions"),
                    folder(folder, "buckets")),
            Map.of(
                "ROOT_ACCESS_KEY", KEY_ID,
                "ROOT_SECRET_KEY", SECRET,
                "VGW_REGION", "us-east-1"),
            "/health");
  }

  private static String folder(Path in, String name) {
    try {
      return Files.createDirectory(in.resolve(name)).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
