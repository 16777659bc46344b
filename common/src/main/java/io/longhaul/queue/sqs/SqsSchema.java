package io.longhaul.queue.sqs;

import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.KMS_MASTER_KEY_ID;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.MESSAGE_RETENTION_PERIOD;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.REDRIVE_POLICY;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.SQS_MANAGED_SSE_ENABLED;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.VISIBILITY_TIMEOUT;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.longhaul.queue.WorkQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The one definition of a stack's queues on SQS, and how another differs from it. */
public final class SqsSchema {
  /** It catches only what no worker can read: all else is deleted as soon as it is answered. */
  public static final int MAX_RECEIVES = 20;

  /** The longest that SQS has. */
  private static final Duration RETENTION = Duration.ofDays(14);

  private static final ObjectMapper JSON = new ObjectMapper();

  private SqsSchema() {}

  /**
   * A queue as it is to be made.
   *
   * @param deadArn of the queue that takes what nobody can read; empty: it is that queue
   */
  public static Map<QueueAttributeName, String> attributes(Optional<String> deadArn) {
    Map<QueueAttributeName, String> attributes = new EnumMap<>(QueueAttributeName.class);
    attributes.put(VISIBILITY_TIMEOUT, Long.toString(WorkQueue.VISIBILITY.toSeconds()));
    attributes.put(MESSAGE_RETENTION_PERIOD, Long.toString(RETENTION.toSeconds()));
    attributes.put(SQS_MANAGED_SSE_ENABLED, "true");
    deadArn.ifPresent(arn ->
        attributes.put(
            REDRIVE_POLICY,
            JSON.createObjectNode()
                .put("deadLetterTargetArn", arn)
                .put("maxReceiveCount", Integer.toString(MAX_RECEIVES))
                .toString()));
    return attributes;
  }

  /**
   * How a queue differs from one that would be made; each a line.
   *
   * @param dead the name of the queue that takes what nobody can read; empty: it is that queue
   */
  public static List<String> differences(
      Map<QueueAttributeName, String> there, Optional<String> dead) {
    List<String> differences = new ArrayList<>();
    seconds("visibility timeout", there.get(VISIBILITY_TIMEOUT), WorkQueue.VISIBILITY)
        .ifPresent(differences::add);
    seconds("retention", there.get(MESSAGE_RETENTION_PERIOD), RETENTION)
        .ifPresent(differences::add);
    dead.flatMap(name -> redrive(there.getOrDefault(REDRIVE_POLICY, ""), name))
        .ifPresent(differences::add);
    // A key of one's own is no fault; a server that does not say is none either.
    boolean open =
        "false".equals(there.get(SQS_MANAGED_SSE_ENABLED))
            && there.getOrDefault(KMS_MASTER_KEY_ID, "").isEmpty();
    if (open) differences.add("it is not encrypted at rest");
    return List.copyOf(differences);
  }

  /** A server that does not say how long is not blamed for it. */
  private static Optional<String> seconds(String what, @Nullable String there, Duration wanted) {
    String seconds = Long.toString(wanted.toSeconds());
    if (there == null || there.equals(seconds)) return Optional.empty();
    return Optional.of("its %s is %s s instead of %s s".formatted(what, there, seconds));
  }

  private static Optional<String> redrive(String policy, String dead) {
    try {
      JsonNode read = policy.isEmpty() ? JSON.createObjectNode() : JSON.readTree(policy);
      if (!read.path("deadLetterTargetArn").asText().endsWith(":" + dead)) {
        return Optional.of("what nobody can read does not go to %s".formatted(dead));
      }
      // Some servers write it as a number.
      String receives = read.path("maxReceiveCount").asText();
      if (receives.equals(Integer.toString(MAX_RECEIVES))) return Optional.empty();
      return Optional.of(
          "messages go to %s after %s receives instead of %d"
              .formatted(dead, receives, MAX_RECEIVES));
    } catch (JsonProcessingException e) {
      return Optional.of("its redrive policy cannot be read");
    }
  }
}
