package io.longhaul.aws.stack;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.longhaul.access.CredentialsRefused;
import io.longhaul.access.PermissionMissing;
import io.longhaul.aws.AwsCalls;
import io.longhaul.aws.AwsClients;
import io.longhaul.aws.AwsPlace;
import io.longhaul.aws.AwsSettings;
import io.longhaul.engine.RawServer;
import io.longhaul.stack.StackResource;
import io.longhaul.stack.StackUnreachable;
import io.longhaul.time.ClockOffset;
import io.longhaul.time.SystemTime;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What keeps a resource from being made is one line: what, where, and what to do. */
@Timeout(60)
class StackResourceRefusedTest {
  private final SystemTime time = new SystemTime();
  private final AwsSettings settings = AwsSettings.of(4);
  private final AwsClients clients = new AwsClients(settings, time, new ClockOffset());
  private RawServer server = new RawServer((n, head, out) -> false);

  @AfterEach
  void close() throws IOException {
    clients.close();
    server.close();
  }

  private void answers(String type, String said) {
    String body = "{\"__type\":\"com.amazon.coral.service#%s\",\"message\":\"%s\"}";
    server =
        new RawServer((n, head, out) -> {
          out.write(RawServer.answer("400 Bad Request", "", body.formatted(type, said)));
          return true;
        });
  }

  private StackResource table(URI endpoint) {
    var client = clients.dynamoDb(AwsPlace.at(endpoint, "test", "test"), Duration.ofSeconds(5));
    return new DynamoDbResource(client, new AwsCalls(time, settings), time, "longhaul-default");
  }

  private StackResource queue(URI endpoint) {
    var client = clients.sqs(AwsPlace.at(endpoint, "test", "test"));
    AwsCalls calls = new AwsCalls(time, settings);
    return new SqsResource(client, calls, time, "longhaul-default-dead", Optional.empty());
  }

  @Test
  void a_missing_permission_is_named_by_action_resource_and_user() {
    answers(
        "AccessDeniedException",
        "User: arn:aws:iam::1:user/ann is not authorized to perform: dynamodb:DescribeTable on"
            + " resource: arn:aws:dynamodb:us-east-1:1:table/longhaul-default");
    assertThatExceptionOfType(PermissionMissing.class)
        .isThrownBy(() -> table(server.endpoint()).make())
        .withMessageStartingWith(
            "dynamodb:DescribeTable on table longhaul-default is denied to"
                + " arn:aws:iam::1:user/ann: let an IAM policy");
    assertThatExceptionOfType(PermissionMissing.class)
        .isThrownBy(() -> queue(server.endpoint()).look());
  }

  @Test
  void refused_credentials_are_said_to_be() {
    answers("UnrecognizedClientException", "The security token is invalid");
    assertThatExceptionOfType(CredentialsRefused.class)
        .isThrownBy(() -> queue(server.endpoint()).make())
        .withMessageContaining("queue longhaul-default-dead")
        .withMessageContaining("log in again");
  }

  @Test
  void what_the_service_refuses_is_said_in_its_own_words() {
    answers("LimitExceededException", "Subscriber limit exceeded");
    assertThatExceptionOfType(StackUnreachable.class)
        .isThrownBy(() -> table(server.endpoint()).make())
        .withMessageStartingWith(
            "table longhaul-default in region us-east-1 at %s: dynamodb:DescribeTable:"
                    .formatted(server.endpoint())
                + " LimitExceededException: Subscriber limit exceeded");
  }

  @Test
  void a_server_that_is_not_there_is_named_with_what_to_check() throws IOException {
    URI nobody = server.endpoint();
    server.close();
    assertThatExceptionOfType(StackUnreachable.class)
        .isThrownBy(() -> queue(nobody).make())
        .withMessageStartingWith("queue longhaul-default-dead in region us-east-1 at " + nobody)
        .withMessageContaining("check network, region and AWS_ENDPOINT_URL");
  }
}
