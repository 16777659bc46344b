package io.longhaul.engine;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.longhaul.aws.AwsPlace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** versitygw, an S3 server in Go, where {@code common/src/test/engines} has built it. */
public final class VersityGw {
  private static final Optional<Path> PROGRAM = EngineProcess.built("versitygw");

  private VersityGw() {}

  /** Where it is and who asks; skips the test, and says so, where it is not built. */
  public static AwsPlace place() {
    return OneKey.place(endpoint());
  }

  /** What a process needs in its environment to find it and to be let in. */
  public static Map<String, String> environment() {
    return OneKey.environment(endpoint());
  }

  private static URI endpoint() {
    assumeTrue(PROGRAM.isPresent(), "versitygw is not built");
    return Started.SERVER.endpoint();
  }

  /**
   * Makes a user who may do what buckets' policies say.
   *
   * @return the environment of that user's processes
   */
  public static Map<String, String> user(String keyId) throws IOException, InterruptedException {
    Map<String, String> environment = new HashMap<>(environment());
    ProcessBuilder create =
        new ProcessBuilder(
            PROGRAM.orElseThrow().toString(),
            "admin",
            "create-user",
            "--access",
            keyId,
            "--secret",
            OneKey.SECRET,
            "--role",
            "user");
    create.environment().put("ADMIN_ENDPOINT_URL", environment.get("AWS_ENDPOINT_URL_S3"));
    create.environment().put("ADMIN_ACCESS_KEY", OneKey.ID);
    create.environment().put("ADMIN_SECRET_KEY", OneKey.SECRET);
    int exit = create.inheritIO().start().waitFor();
    if (exit != 0) throw new IOException("user %s cannot be made".formatted(keyId));
    environment.put("AWS_ACCESS_KEY_ID", keyId);
    return environment;
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
                    "--iam-dir",
                    folder(folder, "users"),
                    "posix",
                    "--versioning-dir",
                    folder(folder, "versions"),
                    folder(folder, "buckets")),
            Map.of(
                "ROOT_ACCESS_KEY", OneKey.ID,
                "ROOT_SECRET_KEY", OneKey.SECRET,
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
