package io.longhaul.engine;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.longhaul.aws.AwsPlace;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** MinIO, an S3 server in Go, where {@code common/src/test/engines} has built it. */
public final class MinIo {
  private static final Optional<Path> PROGRAM = EngineProcess.built("minio");

  private MinIo() {}

  /** Where it is and who asks; skips the test, and says so, where it is not built. */
  public static AwsPlace place() {
    return OneKey.place(endpoint());
  }

  /** What a process needs in its environment to find it and to be let in. */
  public static Map<String, String> environment() {
    return OneKey.environment(endpoint());
  }

  private static URI endpoint() {
    assumeTrue(PROGRAM.isPresent(), "minio is not built");
    return Started.SERVER.endpoint();
  }

  /**
   * Lets somebody in for an hour, who may do what a policy says.
   *
   * @return the environment of that somebody's processes
   */
  public static Map<String, String> session(String policy) {
    AwsPlace place = place();
    try (StsClient sts =
        StsClient.builder()
            .endpointOverride(place.endpoint().orElseThrow())
            .region(Region.US_EAST_1)
            .credentialsProvider(place.credentials())
            .build()) {
      Credentials session =
          sts.assumeRole(r ->
                  r.roleArn("arn:aws:iam::123456789012:role/any")
                      .roleSessionName("tests")
                      .policy(policy))
              .credentials();
      Map<String, String> environment = new HashMap<>(environment());
      environment.put("AWS_ACCESS_KEY_ID", session.accessKeyId());
      environment.put("AWS_SECRET_ACCESS_KEY", session.secretAccessKey());
      environment.put("AWS_SESSION_TOKEN", session.sessionToken());
      return environment;
    }
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
                "MINIO_ROOT_USER", OneKey.ID,
                "MINIO_ROOT_PASSWORD", OneKey.SECRET,
                "MINIO_SITE_REGION", "us-east-1",
                "MINIO_UPDATE", "off",
                "MINIO_BROWSER", "off"),
            "/minio/health/cluster");
  }
}
