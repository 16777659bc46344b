package io.longhaul.queue.sqs;

import io.longhaul.queue.Send;
import io.longhaul.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;

/**
 * Sends a batch until all of it is taken, in few rounds; what the broker says is our fault is not
 * sent again. Only what an answer names as taken was taken.
 */
final class SendRounds {
  /** An entry that the broker would not take is sent so often in all, then handed back. */
  private static final int ROUNDS = 3;

  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);

  private final Time time;
  private final Function<List<Send>, SendMessageBatchResponse> request;

  /**
   * @param request sends these, each under its index as id
   */
  SendRounds(Time time, Function<List<Send>, SendMessageBatchResponse> request) {
    this.time = time;
    this.request = request;
  }

  /** Those that were not taken. */
  List<Send> send(List<Send> batch) {
    List<Send> refused = new ArrayList<>();
    List<Send> left = batch;
    for (int round = 0; round < ROUNDS && !left.isEmpty(); round++) {
      if (round > 0 && !paused(round)) break;
      left = once(left, refused);
    }
    refused.addAll(left);
    return refused;
  }

  /** Those to be sent again. */
  private List<Send> once(List<Send> batch, List<Send> refused) {
    SendMessageBatchResponse answer = request.apply(batch);
    Set<String> taken = ids(answer.successful(), SendMessageBatchResultEntry::id);
    Set<String> ours =
        ids(
            answer.failed().stream().filter(f -> Boolean.TRUE.equals(f.senderFault())).toList(),
            BatchResultErrorEntry::id);
    List<Send> left = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      String id = String.valueOf(i);
      if (ours.contains(id)) refused.add(batch.get(i));
      else if (!taken.contains(id)) left.add(batch.get(i));
    }
    return left;
  }

  private static <T> Set<String> ids(List<T> entries, Function<T, String> id) {
    return entries.stream().map(id).collect(Collectors.toUnmodifiableSet());
  }

  /** Full jitter; false if interrupted, which is kept: what is left is handed back at once. */
  private boolean paused(int round) {
    long bound = FIRST_PAUSE.toNanos() << (round - 1);
    try {
      time.sleep(Duration.ofNanos(ThreadLocalRandom.current().nextLong(bound)));
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
