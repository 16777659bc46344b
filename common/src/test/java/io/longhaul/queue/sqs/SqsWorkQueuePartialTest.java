package io.longhaul.queue.sqs;

import static io.longhaul.queue.sqs.PartialBroker.Fate.BROKER_FAULT;
import static io.longhaul.queue.sqs.PartialBroker.Fate.SENDER_FAULT;
import static io.longhaul.queue.sqs.PartialBroker.Fate.TAKEN;
import static io.longhaul.queue.sqs.PartialBroker.Fate.UNMENTIONED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.longhaul.access.PermissionMissing;
import io.longhaul.aws.AwsCalls;
import io.longhaul.aws.AwsClients;
import io.longhaul.aws.AwsPlace;
import io.longhaul.aws.AwsSettings;
import io.longhaul.queue.Message;
import io.longhaul.queue.QueueRequests;
import io.longhaul.queue.Send;
import io.longhaul.queue.WorkQueue;
import io.longhaul.queue.codec.MessageCodec;
import io.longhaul.time.ClockOffset;
import io.longhaul.time.SystemTime;
import io.longhaul.unit.RunName;
import io.longhaul.unit.UnitId;
import io.longhaul.unit.UnitRef;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A batch of which the broker takes a part: its answer is read entry by entry. */
class SqsWorkQueuePartialTest {
  private static final AwsClients CLIENTS =
      new AwsClients(AwsSettings.of(4), new SystemTime(), new ClockOffset());
  private static final RunName RUN = new RunName("orders");

  private final SystemTime time = new SystemTime();
  private final QueueRequests requests = new QueueRequests();
  private PartialBroker broker;

  @AfterEach
  void stop() {
    broker.close();
  }

  @AfterAll
  static void close() {
    CLIENTS.close();
  }

  @Test
  void exactly_what_the_broker_failed_at_is_sent_again() throws IOException {
    SqsWorkQueue queue =
        queue((body, times) ->
            times == 1 && (body.equals(body(2)) || body.equals(body(7))) ? BROKER_FAULT : TAKEN);

    assertThat(queue.send(sends(10))).isEmpty();
    assertThat(broker.batches()).containsExactly(bodies(0, 10), List.of(body(2), body(7)));
    assertThat(requests.count().sends()).isEqualTo(2);
  }

  @Test
  void what_the_broker_says_is_the_senders_fault_is_not_sent_again_and_handed_back()
      throws IOException {
    SqsWorkQueue queue = queue((body, times) -> body.equals(body(4)) ? SENDER_FAULT : TAKEN);

    assertThat(queue.send(sends(10))).containsExactly(send(4));
    assertThat(broker.batches()).containsExactly(bodies(0, 10));
  }

  @Test
  void what_the_broker_fails_at_for_good_is_sent_three_times_and_handed_back() throws IOException {
    SqsWorkQueue queue = queue((body, times) -> body.equals(body(4)) ? BROKER_FAULT : TAKEN);

    assertThat(queue.send(sends(10))).containsExactly(send(4));
    assertThat(broker.batches()).containsExactly(bodies(0, 10), List.of(body(4)), List.of(body(4)));
  }

  @Test
  void both_kinds_of_failures_in_one_batch_are_told_apart() throws IOException {
    SqsWorkQueue queue =
        queue((body, times) ->
            body.equals(body(1)) ? SENDER_FAULT : times == 1 ? BROKER_FAULT : TAKEN);

    assertThat(queue.send(sends(3))).containsExactly(send(1));
    assertThat(broker.batches()).containsExactly(bodies(0, 3), List.of(body(0), body(2)));
  }

  @Test
  void what_the_answer_does_not_mention_was_not_taken() throws IOException {
    SqsWorkQueue queue =
        queue((body, times) ->
            body.equals(body(5)) || (body.equals(body(6)) && times == 1) ? UNMENTIONED : TAKEN);

    assertThat(queue.send(sends(10))).containsExactly(send(5));
    assertThat(broker.batches())
        .containsExactly(bodies(0, 10), List.of(body(5), body(6)), List.of(body(5)));
  }

  @Test
  void a_failure_in_one_batch_is_not_mistaken_for_one_in_another() throws IOException {
    SqsWorkQueue queue =
        queue(
            (body, times) -> body.equals(body(3)) || body.equals(body(12)) ? SENDER_FAULT : TAKEN);

    assertThat(queue.send(sends(15))).containsExactly(send(3), send(12));
    assertThat(broker.batches()).containsExactly(bodies(0, 10), bodies(10, 15));
  }

  @Test
  void what_the_broker_does_not_delete_is_left_to_come_again_and_the_rest_is_deleted()
      throws IOException {
    SqsWorkQueue queue =
        queue((receipt, times) ->
            switch (receipt) {
              case "receipt-2" -> BROKER_FAULT;
              case "receipt-3" -> SENDER_FAULT;
              case "receipt-4" -> UNMENTIONED;
              default -> TAKEN;
            });

    queue.delete(
        IntStream.range(0, 12)
            .mapToObj(n -> new Message(Optional.of(unit(n)), receipt(n)))
            .toList());
    assertThat(broker.batches())
        .containsExactly(
            IntStream.range(0, 10).mapToObj(SqsWorkQueuePartialTest::receipt).toList(),
            List.of("receipt-10", "receipt-11"));
  }

  @Test
  void a_delete_that_is_denied_is_not_taken_for_a_stale_receipt() throws IOException {
    SqsWorkQueue queue = queue((receipt, times) -> TAKEN);
    broker.deny("DeleteMessageBatch");

    assertThatExceptionOfType(PermissionMissing.class)
        .isThrownBy(() -> queue.delete(List.of(new Message(Optional.of(unit(1)), receipt(1)))))
        .withMessageStartingWith(
            "sqs:DeleteMessage on queue longhaul-default-small is denied: let an IAM policy");
  }

  @Test
  void what_is_denied_is_named_and_asked_for_once() throws IOException {
    SqsWorkQueue queue = queue((body, times) -> TAKEN);
    broker.deny("SendMessageBatch");

    assertThatExceptionOfType(PermissionMissing.class)
        .isThrownBy(() -> queue.send(sends(1)))
        .withMessageStartingWith("sqs:SendMessage on queue longhaul-default-small is denied");
    assertThat(requests.count().sends()).isOne();
    broker.deny("ReceiveMessage");
    assertThatExceptionOfType(PermissionMissing.class)
        .isThrownBy(() -> queue.receive(1, Duration.ZERO))
        .withMessageStartingWith("sqs:ReceiveMessage on queue longhaul-default-small is denied");
  }

  private SqsWorkQueue queue(PartialBroker.Judge judge) throws IOException {
    broker = new PartialBroker(judge);
    return new SqsWorkQueue(
        CLIENTS.sqs(AwsPlace.at(broker.endpoint(), "test-key-id", "test-secret")),
        new AwsCalls(time, AwsSettings.of(4)),
        time,
        requests,
        "longhaul-default-small",
        WorkQueue.VISIBILITY);
  }

  private static List<Send> sends(int count) {
    return IntStream.range(0, count).mapToObj(SqsWorkQueuePartialTest::send).toList();
  }

  private static Send send(int n) {
    return new Send(unit(n), Duration.ZERO);
  }

  private static List<String> bodies(int from, int until) {
    return IntStream.range(from, until).mapToObj(SqsWorkQueuePartialTest::body).toList();
  }

  private static String body(int n) {
    return MessageCodec.encode(unit(n));
  }

  private static String receipt(int n) {
    return "receipt-" + n;
  }

  private static UnitRef unit(int n) {
    return new UnitRef(RUN, UnitId.root(RUN).child(n));
  }
}
