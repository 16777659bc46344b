package io.longhaul.queue.sqs;

import io.longhaul.aws.AwsCalls;
import io.longhaul.queue.QueueRequests;
import io.longhaul.queue.WorkQueue;
import io.longhaul.queue.WorkQueues;
import io.longhaul.time.Time;
import io.longhaul.unit.Tier;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** A stack's queues on SQS, each looked up by its name when it is first used. */
public final class SqsWorkQueues implements WorkQueues {
  private static final Pattern STACK = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,39}");

  private final Map<Tier, SqsWorkQueue> tiers = new EnumMap<>(Tier.class);
  private final SqsWorkQueue dead;
  private final SqsAsyncClient sqs;
  private final AwsCalls calls;
  private final Time time;
  private final QueueRequests requests = new QueueRequests();

  /**
   * @param sqs stays its maker's to close
   * @param visibility how long a received message stays hidden unless it is deleted, in whole
   *     seconds
   */
  public SqsWorkQueues(
      SqsAsyncClient sqs, AwsCalls calls, Time time, String stack, Duration visibility) {
    if (!STACK.matcher(stack).matches()) {
      throw new IllegalArgumentException(
          "stack '%s': use 1 to 40 of A-Z a-z 0-9 -, beginning with a letter or digit"
              .formatted(stack));
    }
    this.sqs = sqs;
    this.calls = calls;
    this.time = time;
    for (Tier tier : Tier.values()) {
      tiers.put(tier, new SqsWorkQueue(sqs, calls, time, requests, name(stack, tier), visibility));
    }
    dead = new SqsWorkQueue(sqs, calls, time, requests, deadName(stack), visibility);
  }

  public static String name(String stack, Tier tier) {
    return "longhaul-" + stack + "-" + tier.name().toLowerCase(Locale.ROOT);
  }

  public static String deadName(String stack) {
    return "longhaul-" + stack + "-dead";
  }

  @Override
  public SqsWorkQueue of(Tier tier) {
    SqsWorkQueue queue = tiers.get(tier);
    if (queue == null) throw new IllegalArgumentException("no queue for tier " + tier);
    return queue;
  }

  @Override
  public SqsWorkQueue dead() {
    return dead;
  }

  @Override
  public SqsWorkQueue named(String name) {
    return new SqsWorkQueue(sqs, calls, time, requests, name, WorkQueue.VISIBILITY);
  }

  /** The requests to all of them, repetitions included. */
  public QueueRequests.Count requests() {
    return requests.count();
  }
}
