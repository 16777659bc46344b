package io.longhaul.ledger.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longhaul.access.CredentialsRefused;
import io.longhaul.access.NotDeployed;
import io.longhaul.access.PermissionMissing;
import io.longhaul.ledger.Change;
import io.longhaul.ledger.Condition;
import io.longhaul.ledger.Key;
import io.longhaul.ledger.LedgerUnavailable;
import io.longhaul.ledger.Retries;
import io.longhaul.ledger.Row;
import io.longhaul.ledger.Transacted;
import io.longhaul.ledger.Write;
import io.longhaul.ledger.Written;
import io.longhaul.ledger.dynamodb.FaultyFront.Fault;
import io.longhaul.time.JumpingTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/** What goes wrong between us and DynamoDB, on a real wire. */
class DynamoDbFailuresTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Key KEY = new Key("failures", "row");

  private static DynamoDbLocal engine;
  private static FaultyFront front;
  private static DynamoDbAsyncClient client;

  private final JumpingTime time = new JumpingTime();
  private final DynamoDbTable table =
      new DynamoDbTable(client, "longhaul-test", new Retries(time, new Random(1), PATIENCE));

  @BeforeAll
  static void start() throws Exception {
    engine = new DynamoDbLocal();
    front = new FaultyFront(engine.endpoint());
    client = Clients.of(front.endpoint());
    Clients.makeTable(client, "longhaul-test");
  }

  @AfterAll
  static void stop() throws Exception {
    client.close();
    front.close();
    engine.close();
  }

  static Stream<Fault> passing() {
    return Stream.of(
        new Fault.Instead(400, FaultyFront.error("ProvisionedThroughputExceededException")),
        new Fault.Instead(400, FaultyFront.error("ThrottlingException")),
        new Fault.Instead(400, FaultyFront.error("RequestLimitExceeded")),
        new Fault.Instead(400, FaultyFront.error("TransactionConflictException")),
        new Fault.Instead(400, FaultyFront.error("TransactionInProgressException")),
        new Fault.Instead(500, FaultyFront.error("InternalServerError")),
        new Fault.Instead(503, "not json"),
        cancelled("TransactionConflict", "None"),
        cancelled("None", "ThrottlingError"),
        cancelled("None", "None"));
  }

  private static Fault cancelled(String... codes) {
    String reasons =
        String.join(",", Arrays.stream(codes).map("{\"Code\":\"%s\"}"::formatted).toList());
    return new Fault.Instead(
        400,
        "{\"__type\":\"com.amazonaws.dynamodb.v20120810#TransactionCanceledException\","
            + "\"message\":\"as told\",\"CancellationReasons\":["
            + reasons
            + "]}");
  }

  @ParameterizedTest
  @MethodSource("passing")
  void what_passes_is_asked_again(Fault fault) {
    front.next(fault, fault);
    assertThat(table.transact("token", List.of(put("a", 1L), check())))
        .isEqualTo(new Transacted.Applied());
    assertThat(front.targets()).hasSize(3);
  }

  @ParameterizedTest
  @MethodSource("passing")
  void what_does_not_pass_in_time_is_an_unavailable_ledger(Fault fault) {
    front.next(Stream.generate(() -> fault).limit(60).toArray(Fault[]::new));
    long start = time.nanos();
    assertThatThrownBy(() -> table.transact("token", List.of(put("a", 1L), check())))
        .isInstanceOf(LedgerUnavailable.class);
    assertThat(Duration.ofNanos(time.nanos() - start)).isLessThanOrEqualTo(PATIENCE);
    assertThat(front.targets()).hasSizeBetween(5, 50);
    front.clear();
  }

  @Test
  void refused_credentials_are_not_asked_again() {
    front.next(new Fault.Instead(400, FaultyFront.error("UnrecognizedClientException")));
    assertThatThrownBy(() -> table.get(KEY))
        .isInstanceOf(CredentialsRefused.class)
        .hasMessageContaining("dynamodb:GetItem on table longhaul-test")
        .hasMessageContaining("log in again");
    assertThat(front.targets()).hasSize(1);
  }

  @Test
  void a_missing_permission_is_named_and_not_asked_for_again() {
    front.next(
        new Fault.Instead(
            400,
            """
            {"__type":"com.amazon.coral.service#AccessDeniedException",
             "Message":"User: arn:aws:iam::1:user/ann is not authorized to perform: \
            dynamodb:PutItem on resource: arn:aws:dynamodb:us-east-1:1:table/longhaul-test because \
            no identity-based policy allows the dynamodb:PutItem action"}\
            """));
    assertThatThrownBy(() -> table.transact("token", List.of(put("a", 1L), check())))
        .isInstanceOf(PermissionMissing.class)
        .hasMessage(
            "dynamodb:PutItem on table longhaul-test is denied to arn:aws:iam::1:user/ann:"
                + " let an IAM policy of that user or role allow it");
    front.next(new Fault.Instead(400, FaultyFront.error("AccessDeniedException")));
    assertThatThrownBy(() -> table.write(put("a", 1L)))
        .isInstanceOf(PermissionMissing.class)
        .hasMessageStartingWith("dynamodb:UpdateItem on table longhaul-test is denied: ");
    assertThat(front.targets()).hasSize(1);
  }

  @Test
  void a_table_that_is_not_there_is_named_by_every_request_and_not_asked_for_again() {
    DynamoDbTable none =
        new DynamoDbTable(client, "longhaul-none", new Retries(time, new Random(1), PATIENCE));
    front.next();
    List<ThrowableAssert.ThrowingCallable> requests =
        List.of(
            () -> none.get(KEY),
            () -> none.read(List.of(KEY)),
            () -> none.snapshot(List.of(KEY)),
            () -> none.query("failures", "", null, 1),
            () -> none.index("failures", "", "z", 1),
            () -> none.write(put("a", 1L)),
            () -> none.transact("token", List.of(put("a", 1L), check())));
    for (ThrowableAssert.ThrowingCallable request : requests) {
      assertThatThrownBy(request)
          .isInstanceOf(NotDeployed.class)
          .hasMessageStartingWith("table longhaul-none does not exist in region us-east-1 at http:")
          .hasMessageContaining("'longhaul infra deploy --minimal' makes it, if LONGHAUL_STACK");
    }
    assertThat(front.targets()).hasSize(requests.size());
  }

  @Test
  void a_refused_condition_counts_whatever_else_cancelled_the_transaction() {
    Key other = new Key("failures", "other");
    front.next(
        new Fault.Instead(
            400,
            """
            {"__type":"com.amazonaws.dynamodb.v20120810#TransactionCanceledException",
             "message":"as told","CancellationReasons":[{"Code":"TransactionConflict"},
             {"Code":"ConditionalCheckFailed","Item":{"pk":{"S":"failures"},"sk":{"S":"other"},
              "fence":{"N":"7"}}}]}\
            """));
    Transacted answer =
        table.transact(
            "token",
            List.of(
                put("a", 1L),
                new Write.Update(
                    other,
                    List.of(new Condition.Is("fence", 6L)),
                    List.of(new Change.Set("state", "DONE")))));
    Row row = new Row(other, new TreeMap<>(Map.of("fence", 7L)));
    assertThat(answer).isEqualTo(new Transacted.Refused(Map.of(other, Optional.of(row))));
  }

  @Test
  void a_write_whose_answer_was_lost_may_lose_to_its_own_first_try_and_shows_its_mark() {
    for (Fault lost :
        List.of(new Fault.After(500, FaultyFront.error("InternalServerError")), new Fault.Cut())) {
      Key key = new Key("failures", "claimed " + lost);
      table.write(new Write.Update(key, List.of(), List.of(new Change.Set("state", "PENDING"))));
      front.next(lost);
      Written answer =
          table.write(
              new Write.Update(
                  key,
                  List.of(new Condition.Is("state", "PENDING")),
                  List.of(
                      new Change.Set("state", "RUNNING"),
                      new Change.Set("claim", "mine"),
                      new Change.Add("fence", 1))));
      assertThat(front.targets()).containsExactly("UpdateItem", "UpdateItem");
      Row row =
          new Row(key, new TreeMap<>(Map.of("state", "RUNNING", "claim", "mine", "fence", 1L)));
      assertThat(answer).isEqualTo(new Written.Refused(Optional.of(row)));
    }
  }

  @Test
  void a_transaction_whose_answer_was_lost_takes_place_once_by_its_token() {
    Key key = new Key("failures", "sum");
    front.next(new Fault.Cut());
    List<Write> writes =
        List.of(new Write.Update(key, List.of(), List.of(new Change.Add("sum", 5))));
    assertThat(table.transact("once", writes)).isEqualTo(new Transacted.Applied());
    assertThat(front.targets()).hasSize(2);
    assertThat(table.get(key).orElseThrow().number("sum")).isEqualTo(5);
  }

  @Test
  void keys_that_were_not_processed_are_asked_for_again() {
    table.write(put("a", 1L));
    front.next(
        new Fault.Instead(
            200,
            """
            {"Responses":{},"UnprocessedKeys":{"longhaul-test":{"ConsistentRead":true,
             "Keys":[{"pk":{"S":"failures"},"sk":{"S":"row"}}]}}}\
            """));
    assertThat(table.read(List.of(KEY))).hasSize(1);
    assertThat(front.targets()).containsExactly("BatchGetItem", "BatchGetItem");
  }

  @Test
  void an_interrupted_thread_does_not_wait_to_ask_again_and_stays_interrupted() {
    front.next(new Fault.Instead(400, FaultyFront.error("ThrottlingException")));
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> table.get(KEY)).isInstanceOf(LedgerUnavailable.class);
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
    } finally {
      Thread.interrupted();
    }
  }

  private static Write put(String name, Object value) {
    return new Write.Update(KEY, List.of(), List.of(new Change.Set(name, value)));
  }

  private static Write check() {
    return new Write.Update(new Key("failures", "none"), List.of(new Condition.NoRow()), List.of());
  }
}
