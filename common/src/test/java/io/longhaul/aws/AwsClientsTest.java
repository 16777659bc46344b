package io.longhaul.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longhaul.claim.SessionSettings;
import io.longhaul.engine.RawServer;
import io.longhaul.ledger.Key;
import io.longhaul.ledger.LedgerUnavailable;
import io.longhaul.ledger.Retries;
import io.longhaul.ledger.dynamodb.DynamoDbTable;
import io.longhaul.stack.StackMisconfigured;
import io.longhaul.time.ClockOffset;
import io.longhaul.time.JumpingTime;
import io.longhaul.time.SystemTime;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class AwsClientsTest {
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final JumpingTime machine = new JumpingTime();
  private final ClockOffset offset = new ClockOffset();
  private final AwsClients clients = new AwsClients(AwsSettings.of(4), machine, offset);
  private RawServer server = new RawServer((n, head, out) -> false);

  @AfterEach
  void close() throws IOException {
    clients.close();
    server.close();
  }

  /** Its servers all say 8 o'clock, which this machine has behind it for two hours. */
  @Test
  void the_clock_is_set_by_the_ledger_and_by_no_other_server() {
    machine.pass(Duration.ofHours(2));
    AwsPlace place = answering("{}");
    clients.sqs(place).getQueueUrl(b -> b.queueName("q")).join();
    clients.s3(place).headObject(b -> b.bucket("b").key("k")).join();
    assertThat(offset.offset()).isZero();

    clients.dynamoDb(place, LONGEST).listTables().join();
    assertThat(offset.offset()).isBetween(Duration.ofMinutes(-121), Duration.ofMinutes(-119));
  }

  @Test
  void a_call_to_a_ledger_that_hangs_ends_before_the_session_is_to_be_renewed() {
    SessionSettings session = SessionSettings.of(Duration.ofSeconds(6));
    server =
        new RawServer((n, head, out) -> {
          server.stall();
          return false;
        });
    SystemTime time = new SystemTime();
    AwsPlace place = AwsPlace.at(server.endpoint(), "test-key-id", "test-secret");
    DynamoDbTable table =
        new DynamoDbTable(
            clients.dynamoDb(place, session.ledgerTry()),
            "longhaul-test",
            new Retries(time, new Random(1), session.ledgerPatience()));
    long before = time.nanos();

    assertThatThrownBy(() -> table.get(new Key("p", "s"))).isInstanceOf(LedgerUnavailable.class);
    assertThat(Duration.ofNanos(time.nanos() - before)).isLessThan(Duration.ofSeconds(3));
  }

  @Test
  void an_endpoint_that_is_no_uri_is_named_with_where_it_was_found() {
    AwsPlace place = AwsPlace.fromEnvironment();
    System.setProperty("aws.endpointUrlS3", "127.0.0.1:9000");
    try {
      assertThatExceptionOfType(StackMisconfigured.class)
          .isThrownBy(() -> clients.s3Site(place))
          .withMessageContainingAll("aws.endpointUrlS3", "write http:// or https:// and a host");
      assertThatExceptionOfType(StackMisconfigured.class).isThrownBy(() -> clients.s3(place));
    } finally {
      System.clearProperty("aws.endpointUrlS3");
    }
  }

  private AwsPlace answering(String body) {
    server =
        new RawServer((n, head, out) -> {
          out.write(RawServer.answer("200 OK", "", head.startsWith("head") ? "" : body));
          return true;
        });
    return AwsPlace.at(server.endpoint(), "test-key-id", "test-secret");
  }
}
