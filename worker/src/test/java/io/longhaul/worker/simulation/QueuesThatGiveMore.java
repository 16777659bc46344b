package io.longhaul.worker.simulation;

import io.longhaul.queue.Letter;
import io.longhaul.queue.Message;
import io.longhaul.queue.Send;
import io.longhaul.queue.WorkQueue;
import io.longhaul.queue.WorkQueues;
import io.longhaul.unit.Tier;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** Gives a worker more messages than it asked for, as one that ignores its slots would take. */
record QueuesThatGiveMore(WorkQueues queues) implements WorkQueues {
  @Override
  public WorkQueue of(Tier tier) {
    return new Generous(queues.of(tier));
  }

  @Override
  public WorkQueue dead() {
    return queues.dead();
  }

  @Override
  public WorkQueue named(String name) {
    return queues.named(name);
  }

  private record Generous(WorkQueue queue) implements WorkQueue {
    @Override
    public List<Send> send(Collection<Send> messages) {
      return queue.send(messages);
    }

    @Override
    public List<Message> receive(int max, Duration wait) throws InterruptedException {
      return queue.receive(MAX_BATCH, wait);
    }

    @Override
    public List<Letter> look(int max) throws InterruptedException {
      return queue.look(max);
    }

    @Override
    public void show(Collection<Message> messages) {
      queue.show(messages);
    }

    @Override
    public boolean sendText(String body) {
      return queue.sendText(body);
    }

    @Override
    public void delete(Collection<Message> messages) {
      queue.delete(messages);
    }

    @Override
    public void returnLater(Message message, Duration after) {
      queue.returnLater(message, after);
    }

    @Override
    public long depth() {
      return queue.depth();
    }

    @Override
    public void purge() {
      queue.purge();
    }
  }
}
