package io.longhaul.queue.sqs;

import io.longhaul.aws.AwsAccess;
import io.longhaul.aws.AwsCallFailed;
import io.longhaul.aws.AwsCalls;
import io.longhaul.queue.Letter;
import io.longhaul.queue.Message;
import io.longhaul.queue.QueueRequests;
import io.longhaul.queue.QueueUnavailable;
import io.longhaul.queue.Send;
import io.longhaul.queue.WorkQueue;
import io.longhaul.queue.codec.MessageCodec;
import io.longhaul.time.Deadline;
import io.longhaul.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/** One queue on SQS; the answer to a batch is read entry by entry. */
public final class SqsWorkQueue implements WorkQueue {
  private static final Duration LONGEST_POLL = Duration.ofSeconds(20);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final List<QueueAttributeName> DEPTH =
      List.of(
          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED);

  private final SqsAsyncClient sqs;
  private final AwsCalls calls;
  private final Time time;
  private final QueueRequests requests;
  private final String name;
  private final int visibilitySeconds;
  private final SendRounds rounds;
  private final AwsAccess access;
  private volatile @Nullable String url;

  SqsWorkQueue(
      SqsAsyncClient sqs,
      AwsCalls calls,
      Time time,
      QueueRequests requests,
      String name,
      Duration visibility) {
    this.sqs = sqs;
    this.calls = calls;
    this.time = time;
    this.requests = requests;
    this.name = name;
    this.visibilitySeconds = seconds(visibility);
    this.rounds = new SendRounds(time, this::sendOnce);
    this.access = AwsAccess.of(sqs, "sqs", "queue " + name);
  }

  @Override
  public List<Send> send(Collection<Send> messages) {
    List<Send> all = List.copyOf(messages);
    List<Send> notTaken = new ArrayList<>();
    for (int from = 0; from < all.size(); from += MAX_BATCH) {
      notTaken.addAll(rounds.send(all.subList(from, Math.min(all.size(), from + MAX_BATCH))));
    }
    return List.copyOf(notTaken);
  }

  private SendMessageBatchResponse sendOnce(List<Send> batch) {
    List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      entries.add(
          SendMessageBatchRequestEntry.builder()
              .id(String.valueOf(i))
              .messageBody(MessageCodec.encode(batch.get(i).unit()))
              .delaySeconds(seconds(batch.get(i).delay()))
              .build());
    }
    return uninterrupted(
        "SendMessage",
        () -> {
          requests.sent();
          return sqs.sendMessageBatch(b -> b.queueUrl(url).entries(entries));
        });
  }

  @Override
  public boolean sendText(String body) {
    try {
      uninterrupted(
          "SendMessage",
          () -> {
            requests.sent();
            return sqs.sendMessage(b -> b.queueUrl(url).messageBody(body));
          });
      return true;
    } catch (QueueUnavailable e) {
      if (isRefused(e)) return false;
      throw e;
    }
  }

  @Override
  public List<Message> receive(int max, Duration wait) throws InterruptedException {
    if (wait.isNegative() || wait.compareTo(LONGEST_POLL) > 0) {
      throw new IllegalArgumentException("wait " + wait + ": 0 to 20 seconds");
    }
    // The broker waits whole seconds, and never longer than it was asked to.
    int waitSeconds = (int) wait.toSeconds();
    return received(max, wait, request -> request.waitTimeSeconds(waitSeconds)).stream()
        .map(SqsWorkQueue::message)
        .toList();
  }

  @Override
  public List<Letter> look(int max) throws InterruptedException {
    return received(max, Duration.ZERO, SqsLetters::ask).stream()
        .map(received -> SqsLetters.letter(message(received), received))
        .toList();
  }

  private List<software.amazon.awssdk.services.sqs.model.Message> received(
      int max, Duration wait, Consumer<ReceiveMessageRequest.Builder> more)
      throws InterruptedException {
    if (max < 1 || max > MAX_BATCH) {
      throw new IllegalArgumentException("max " + max + ": 1 to " + MAX_BATCH);
    }
    try {
      findUrl();
      return calls
          .slow(
              () -> {
                requests.received();
                return sqs.receiveMessage(b ->
                    b.queueUrl(url)
                        .maxNumberOfMessages(max)
                        .visibilityTimeout(visibilitySeconds)
                        .applyMutation(more));
              },
              Deadline.in(time, wait.plus(PATIENCE)))
          .messages();
    } catch (AwsCallFailed failed) {
      throw said("ReceiveMessage", failed);
    }
  }

  private static Message message(software.amazon.awssdk.services.sqs.model.Message received) {
    return new Message(MessageCodec.decode(received.body()), received.receiptHandle());
  }

  @Override
  public void delete(Collection<Message> messages) {
    List<Message> all = List.copyOf(messages);
    for (int from = 0; from < all.size(); from += MAX_BATCH) {
      deleteBatch(all.subList(from, Math.min(all.size(), from + MAX_BATCH)));
    }
  }

  /** What the broker would not delete comes again, and meets a refused claim. */
  private void deleteBatch(List<Message> batch) {
    List<DeleteMessageBatchRequestEntry> entries = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      entries.add(
          DeleteMessageBatchRequestEntry.builder()
              .id(String.valueOf(i))
              .receiptHandle(batch.get(i).receipt())
              .build());
    }
    unlessStale(
        "DeleteMessage",
        () -> {
          requests.deleted();
          return sqs.deleteMessageBatch(b -> b.queueUrl(url).entries(entries));
        });
  }

  @Override
  public void returnLater(Message message, Duration after) {
    unlessStale(
        "ChangeMessageVisibility",
        () -> {
          requests.other();
          return sqs.changeMessageVisibility(b ->
              b.queueUrl(url).receiptHandle(message.receipt()).visibilityTimeout(seconds(after)));
        });
  }

  @Override
  public void show(Collection<Message> messages) {
    List<Message> all = List.copyOf(messages);
    for (int from = 0; from < all.size(); from += MAX_BATCH) {
      showBatch(all.subList(from, Math.min(all.size(), from + MAX_BATCH)));
    }
  }

  /** What the broker would not show at once it shows when its visibility ends. */
  private void showBatch(List<Message> batch) {
    List<ChangeMessageVisibilityBatchRequestEntry> entries = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      entries.add(
          ChangeMessageVisibilityBatchRequestEntry.builder()
              .id(String.valueOf(i))
              .receiptHandle(batch.get(i).receipt())
              .visibilityTimeout(0)
              .build());
    }
    unlessStale(
        "ChangeMessageVisibility",
        () -> {
          requests.other();
          return sqs.changeMessageVisibilityBatch(b -> b.queueUrl(url).entries(entries));
        });
  }

  @Override
  public long depth() {
    Map<QueueAttributeName, String> counts =
        uninterrupted(
                "GetQueueAttributes",
                () -> {
                  requests.other();
                  return sqs.getQueueAttributes(b -> b.queueUrl(url).attributeNames(DEPTH));
                })
            .attributes();
    return DEPTH.stream().mapToLong(count -> Long.parseLong(counts.getOrDefault(count, "0"))).sum();
  }

  @Override
  public void purge() {
    uninterrupted(
        "PurgeQueue",
        () -> {
          requests.other();
          return sqs.purgeQueue(b -> b.queueUrl(url));
        });
  }

  /** A receipt that is too old, or nobody's, is no failure. */
  private <T> void unlessStale(String call, Supplier<CompletableFuture<T>> attempt) {
    try {
      uninterrupted(call, attempt);
    } catch (QueueUnavailable e) {
      if (!isRefused(e)) throw e;
    }
  }

  /** Whether the broker answered that it will not, and never would. */
  private static boolean isRefused(QueueUnavailable e) {
    return e.getCause() instanceof AwsCallFailed failed
        && failed.call().status() >= 400
        && failed.call().status() < 500
        && !failed.what().worthRepeating();
  }

  /** The port's senders cannot be interrupted half way: they fail, and the interrupt is kept. */
  private <T> T uninterrupted(String call, Supplier<CompletableFuture<T>> attempt) {
    try {
      findUrl();
      return calls.quick(attempt, Deadline.in(time, PATIENCE));
    } catch (AwsCallFailed failed) {
      throw said(call, failed);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new QueueUnavailable(call + " " + name + ": interrupted", e);
    }
  }

  /** By name, for a server that is started again may be at another address. */
  private void findUrl() throws InterruptedException {
    if (url != null) return;
    try {
      url =
          calls
              .quick(
                  () -> {
                    requests.other();
                    return sqs.getQueueUrl(b -> b.queueName(name));
                  },
                  Deadline.in(time, PATIENCE))
              .queueUrl();
    } catch (AwsCallFailed failed) {
      throw said("GetQueueUrl", failed);
    }
  }

  private RuntimeException said(String call, AwsCallFailed failed) {
    var noAccess = access.failure(call, failed.call(), failed);
    if (noAccess.isPresent()) return noAccess.get();
    return new QueueUnavailable("%s %s: %s".formatted(call, name, failed.getMessage()), failed);
  }

  /** Whole seconds, rounded up: what is not due yet is not to be seen yet. */
  private static int seconds(Duration duration) {
    return Math.toIntExact(duration.plusNanos(999_999_999).toSeconds());
  }
}
