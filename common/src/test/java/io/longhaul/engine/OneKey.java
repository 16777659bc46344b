package io.longhaul.engine;

import io.longhaul.aws.AwsPlace;
import java.net.URI;
import java.util.Map;

/** The one key that the servers in Go know from their start. */
final class OneKey {
  /** Letters alone, for DynamoDB Local, to which the same processes go, takes no others. */
  static final String ID = "longhaultests";

  static final String SECRET = "a-secret-of-the-tests";

  private OneKey() {}

  static AwsPlace place(URI server) {
    return AwsPlace.at(server, ID, SECRET);
  }

  /** What a process needs in its environment to find the server and to be let in. */
  static Map<String, String> environment(URI server) {
    return Map.of(
        "AWS_ENDPOINT_URL_S3",
        server.toString(),
        "AWS_ACCESS_KEY_ID",
        ID,
        "AWS_SECRET_ACCESS_KEY",
        SECRET,
        "AWS_REGION",
        "us-east-1");
  }
}
