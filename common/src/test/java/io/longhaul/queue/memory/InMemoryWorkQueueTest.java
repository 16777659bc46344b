package io.longhaul.queue.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.queue.Message;
import io.longhaul.queue.QueueRequests;
import io.longhaul.queue.WorkQueue;
import io.longhaul.queue.WorkQueueContract;
import io.longhaul.time.JumpingTime;
import io.longhaul.time.SystemTime;
import io.longhaul.time.Time;
import io.longhaul.unit.Tier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InMemoryWorkQueueTest extends WorkQueueContract {
  private final InMemoryWorkQueues queues = new InMemoryWorkQueues(new JumpingTime());
  private final InMemoryWorkQueue queue = queues.of(Tier.SMALL);

  @Override
  protected WorkQueue emptyQueue() {
    return queue;
  }

  @Override
  protected WorkQueue deadQueue() {
    return queues.dead();
  }

  @Override
  protected void sendText(String body) {
    queue.sendText(body);
  }

  @Override
  protected int maxReceiveCount() {
    return InMemoryWorkQueues.MAX_RECEIVE_COUNT;
  }

  @Override
  protected Duration visibility() {
    return WorkQueue.VISIBILITY;
  }

  @Test
  void requests_are_counted_as_the_broker_bills_them() throws InterruptedException {
    queue.send(IntStream.range(0, 21).mapToObj(WorkQueueContract::now).toList());
    List<Message> received = new ArrayList<>();
    while (received.size() < 21) received.addAll(queue.receive(10, Duration.ZERO));
    queue.delete(received);
    queues.dead().depth();

    assertThat(queues.requests()).isEqualTo(new QueueRequests.Count(3, 3, 3, 1));
  }

  @Test
  void the_same_calls_give_the_same_answers() throws InterruptedException {
    assertThat(receiveThirtyInTurns()).isEqualTo(receiveThirtyInTurns());
  }

  private static List<Message> receiveThirtyInTurns() throws InterruptedException {
    InMemoryWorkQueue queue = new InMemoryWorkQueue(new JumpingTime());
    queue.send(IntStream.range(0, 30).mapToObj(WorkQueueContract::now).toList());
    List<Message> all = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      List<Message> some = queue.receive(3, Duration.ZERO);
      queue.returnLater(some.getFirst(), Duration.ofMillis(10L * i));
      all.addAll(some);
    }
    return all;
  }

  @Test
  void a_message_in_flight_can_be_made_to_come_twice() throws InterruptedException {
    queue.send(List.of(now(1)));
    List<Message> first = queue.receive(10, Duration.ZERO);
    queue.showAll();
    List<Message> second = queue.receive(10, Duration.ZERO);

    assertThat(units(second)).isEqualTo(units(first));
    queue.delete(first);
    assertThat(queue.depth()).as("an old receipt deletes nothing").isOne();
    queue.delete(second);
    assertThat(queue.depth()).isZero();
  }

  @Test
  void a_long_poll_ends_as_soon_as_something_is_sent() throws InterruptedException {
    Time time = new SystemTime();
    InMemoryWorkQueue shared = new InMemoryWorkQueue(time);
    List<Message> received = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch polling = new CountDownLatch(1);
    Thread poller =
        time.start(
            "poller",
            () -> {
              polling.countDown();
              try {
                received.addAll(shared.receive(10, Duration.ofSeconds(20)));
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    polling.await();
    long before = time.nanos();
    shared.send(List.of(now(1)));
    poller.join();

    assertThat(units(received)).containsExactly(unit(1));
    assertThat(Duration.ofNanos(time.nanos() - before)).isLessThan(Duration.ofSeconds(10));
  }
}
