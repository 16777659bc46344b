package io.longhaul.queue.sqs;

import io.longhaul.queue.Letter;
import io.longhaul.queue.Message;
import java.time.Instant;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

/** Asks a broker for all that it knows of messages, and reads what it says. */
final class SqsLetters {
  private SqsLetters() {}

  static void ask(ReceiveMessageRequest.Builder request) {
    request
        .waitTimeSeconds(0)
        .messageAttributeNames("All")
        .messageSystemAttributeNames(
            MessageSystemAttributeName.SENT_TIMESTAMP,
            MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT);
  }

  static Letter letter(
      Message message, software.amazon.awssdk.services.sqs.model.Message received) {
    return new Letter(
        message,
        received.messageId(),
        received.body(),
        Instant.ofEpochMilli(number(received, MessageSystemAttributeName.SENT_TIMESTAMP)),
        (int) number(received, MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT),
        received.hasMessageAttributes() && !received.messageAttributes().isEmpty());
  }

  /** 0: the broker does not say. */
  private static long number(
      software.amazon.awssdk.services.sqs.model.Message received, MessageSystemAttributeName name) {
    return Long.parseLong(received.attributes().getOrDefault(name, "0"));
  }
}
