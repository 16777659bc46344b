package io.longhaul.engine;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * LocalStack's SQS and DynamoDB: that which {@code LONGHAUL_LOCALSTACK} names, else a container
 * where Docker answers.
 */
public final class LocalStack {
  /** The last that wants no account of theirs. */
  private static final String IMAGE = "localstack/localstack:4.14.0";

  private static final String VARIABLE = "LONGHAUL_LOCALSTACK";

  private LocalStack() {}

  /** Its address; skips the test, and says so, where there is none. */
  public static URI endpoint() {
    String named = System.getenv().getOrDefault(VARIABLE, "");
    if (!named.isEmpty()) return URI.create(named);
    boolean docker = DockerClientFactory.instance().isDockerAvailable();
    if (!docker) {
      System.err.println(
          "SKIPPED on LocalStack: no Docker answers, and %s names none".formatted(VARIABLE));
    }
    assumeTrue(docker, "no Docker answers");
    return Started.CONTAINER.getEndpoint();
  }

  private static final class Started {
    /** Testcontainers takes it down with this process. */
    static final LocalStackContainer CONTAINER = start();

    private static LocalStackContainer start() {
      LocalStackContainer container =
          new LocalStackContainer(DockerImageName.parse(IMAGE)).withServices("sqs", "dynamodb");
      container.start();
      return container;
    }
  }
}
