package io.longhaul.queue.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.longhaul.access.NotDeployed;
import io.longhaul.aws.AwsCalls;
import io.longhaul.aws.AwsClients;
import io.longhaul.aws.AwsPlace;
import io.longhaul.aws.AwsSettings;
import io.longhaul.aws.stack.SqsResource;
import io.longhaul.queue.Letter;
import io.longhaul.queue.QueueRequests;
import io.longhaul.queue.WorkQueue;
import io.longhaul.queue.WorkQueueContract;
import io.longhaul.time.ClockOffset;
import io.longhaul.time.SystemTime;
import io.longhaul.unit.Tier;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** The contract, for SQS queues on a server. */
abstract class SqsWorkQueueContract extends WorkQueueContract {
  private static final AwsClients CLIENTS =
      new AwsClients(AwsSettings.of(16), new SystemTime(), new ClockOffset());
  private static final AtomicInteger STACKS = new AtomicInteger();

  private final SystemTime time = new SystemTime();
  private final AwsCalls calls = new AwsCalls(time, AwsSettings.of(16));
  private final String stack =
      "contract-%d-%d".formatted(ProcessHandle.current().pid(), STACKS.incrementAndGet());
  private final SqsAsyncClient sqs =
      CLIENTS.sqs(AwsPlace.at(endpoint(), "test-key-id", "test-secret"));

  protected abstract URI endpoint();

  @Override
  protected WorkQueue emptyQueue() {
    String dead = SqsWorkQueues.deadName(stack);
    make(dead, Optional.empty());
    make(SqsWorkQueues.name(stack, Tier.SMALL), Optional.of(dead));
    return queue(SqsWorkQueues.name(stack, Tier.SMALL));
  }

  @Override
  protected WorkQueue deadQueue() {
    return queue(SqsWorkQueues.deadName(stack));
  }

  @Override
  protected void sendText(String body) {
    String url =
        sqs.getQueueUrl(b -> b.queueName(SqsWorkQueues.name(stack, Tier.SMALL))).join().queueUrl();
    sqs.sendMessage(b -> b.queueUrl(url).messageBody(body)).join();
  }

  @Override
  protected int maxReceiveCount() {
    return SqsSchema.MAX_RECEIVES;
  }

  @Override
  protected Duration visibility() {
    return Duration.ofSeconds(2);
  }

  @Test
  void a_queue_that_is_not_there_is_named_and_the_way_out_said() {
    WorkQueue missing = new SqsWorkQueues(sqs, calls, time, "nowhere", visibility()).of(Tier.LARGE);

    assertThatExceptionOfType(NotDeployed.class)
        .isThrownBy(() -> missing.send(List.of(now(1))))
        .withMessageContaining("longhaul-nowhere-large")
        .withMessageContaining("region us-east-1 at " + endpoint());
    assertThatExceptionOfType(NotDeployed.class)
        .isThrownBy(() -> missing.receive(1, Duration.ZERO));
  }

  @Test
  void the_queues_of_a_stack_are_found_by_name_and_their_requests_counted()
      throws InterruptedException {
    SqsWorkQueues queues = new SqsWorkQueues(sqs, calls, time, stack, visibility());
    queues.of(Tier.SMALL).send(List.of(now(1), now(2)));
    queues.of(Tier.SMALL).delete(queues.of(Tier.SMALL).receive(10, Duration.ofSeconds(5)));
    queues.dead().depth();

    QueueRequests.Count count = queues.requests();
    assertThat(count.sends()).isOne();
    assertThat(count.receives()).isOne();
    assertThat(count.deletes()).isOne();
    assertThat(count.others()).as("two look-ups and a depth").isEqualTo(3);
  }

  @Test
  void what_a_receiver_died_with_comes_back_when_the_stack_says() throws InterruptedException {
    WorkQueue small =
        new SqsWorkQueues(sqs, calls, time, stack, Duration.ofSeconds(1)).of(Tier.SMALL);
    small.send(List.of(now(1)));
    assertThat(small.receive(1, Duration.ofSeconds(5))).hasSize(1);

    assertThat(small.receive(1, Duration.ofSeconds(20))).as("within 20 s, not 60").hasSize(1);
  }

  @Test
  void a_look_sees_that_a_message_carries_attributes() throws InterruptedException {
    WorkQueue queue = emptyQueue();
    String url =
        sqs.getQueueUrl(b -> b.queueName(SqsWorkQueues.name(stack, Tier.SMALL))).join().queueUrl();
    MessageAttributeValue value =
        MessageAttributeValue.builder().dataType("String").stringValue("x").build();
    sqs.sendMessage(b -> b.queueUrl(url).messageBody("m").messageAttributes(Map.of("a", value)))
        .join();

    assertThat(queue.look(1)).hasSize(1).allMatch(Letter::attributes);
  }

  private WorkQueue queue(String name) {
    return new SqsWorkQueue(sqs, calls, time, new QueueRequests(), name, visibility());
  }

  /** As the product deploys it. */
  private void make(String name, Optional<String> dead) {
    try {
      new SqsResource(sqs, calls, time, name, dead).make();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
