package io.longhaul.aws.stack;

import io.longhaul.aws.AwsAccess;
import io.longhaul.aws.AwsCallFailed;
import io.longhaul.aws.AwsCalls;
import io.longhaul.aws.AwsClients;
import io.longhaul.aws.AwsFailure;
import io.longhaul.queue.sqs.SqsSchema;
import io.longhaul.stack.StackResource;
import io.longhaul.stack.StackUnreachable;
import io.longhaul.stack.Standing;
import io.longhaul.time.Deadline;
import io.longhaul.time.Time;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** One of the stack's queues, encrypted at rest where the server has that. */
public final class SqsResource implements StackResource {
  /** A name that was deleted is free again after a minute; a new queue is there after a second. */
  private static final Duration LONGEST = Duration.ofSeconds(90);

  private static final Set<String> DELETED_RECENTLY =
      Set.of("QueueDeletedRecently", "AWS.SimpleQueueService.QueueDeletedRecently");
  private static final Set<String> THERE_OTHERWISE =
      Set.of("QueueAlreadyExists", "QueueNameExists", "QueueAlreadyExistsException");

  private final SqsAsyncClient sqs;
  private final Time time;
  private final String queue;
  private final Optional<String> dead;
  private final Asking asking;

  /**
   * @param sqs stays its maker's to close
   * @param dead the name of the queue that takes what nobody can read, made before this one; empty:
   *     it is that queue
   */
  public SqsResource(
      SqsAsyncClient sqs, AwsCalls calls, Time time, String queue, Optional<String> dead) {
    this.sqs = sqs;
    this.time = time;
    this.queue = queue;
    this.dead = dead;
    this.asking = new Asking(calls, time, AwsAccess.of(sqs, "sqs", name()));
  }

  @Override
  public String name() {
    return "queue " + queue;
  }

  @Override
  public Standing look() throws InterruptedException {
    return attributes(queue)
        .<Standing>map(there -> new Standing.There(SqsSchema.differences(there, dead)))
        .orElse(new Standing.Absent());
  }

  /** SQS makes a queue of one name and the same attributes once, whoever else asks for it. */
  @Override
  public Standing make() throws InterruptedException {
    Deadline deadline = Deadline.in(time, LONGEST);
    boolean mine = false;
    for (int looks = 0; ; looks++) {
      Standing found = look();
      if (found instanceof Standing.There) return mine ? new Standing.Made() : found;
      mine |= create();
      asking.pause(deadline, looks, "not there");
    }
  }

  /** Whether this call made it, if only as another's did; if not, a later look says more. */
  private boolean create() throws InterruptedException {
    Map<QueueAttributeName, String> wanted = SqsSchema.attributes(deadArn());
    try {
      createWith(wanted);
      return true;
    } catch (AwsCallFailed failed) {
      if (DELETED_RECENTLY.contains(failed.call().code())) return false;
      if (THERE_OTHERWISE.contains(failed.call().code())) return false;
      if (failed.what() != AwsFailure.REFUSED || AwsClients.isAws(sqs)) {
        throw asking.failed("CreateQueue", failed);
      }
    }
    wanted.remove(QueueAttributeName.SQS_MANAGED_SSE_ENABLED);
    try {
      createWith(wanted);
      return true;
    } catch (AwsCallFailed failed) {
      throw asking.failed("CreateQueue", failed);
    }
  }

  private void createWith(Map<QueueAttributeName, String> wanted) throws InterruptedException {
    asking.tried(() -> sqs.createQueue(c -> c.queueName(queue).attributes(wanted)));
  }

  private Optional<String> deadArn() throws InterruptedException {
    if (dead.isEmpty()) return Optional.empty();
    Map<QueueAttributeName, String> there =
        attributes(dead.get())
            .orElseThrow(() ->
                new StackUnreachable(
                    "%s waits for queue %s, which is gone again; run it again"
                        .formatted(name(), dead.get())));
    return Optional.ofNullable(there.get(QueueAttributeName.QUEUE_ARN));
  }

  /** Empty: there is no such queue. */
  private Optional<Map<QueueAttributeName, String>> attributes(String name)
      throws InterruptedException {
    String call = "GetQueueUrl";
    try {
      String url = asking.tried(() -> sqs.getQueueUrl(u -> u.queueName(name))).queueUrl();
      call = "GetQueueAttributes";
      return Optional.of(
          asking
              .tried(() ->
                  sqs.getQueueAttributes(
                      a -> a.queueUrl(url).attributeNames(QueueAttributeName.ALL)))
              .attributes());
    } catch (AwsCallFailed failed) {
      if (failed.what() == AwsFailure.NO_RESOURCE) return Optional.empty();
      throw asking.failed(call, failed);
    }
  }
}
