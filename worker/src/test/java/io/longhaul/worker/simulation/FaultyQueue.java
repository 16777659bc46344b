package io.longhaul.worker.simulation;

import io.longhaul.queue.Letter;
import io.longhaul.queue.Message;
import io.longhaul.queue.QueueUnavailable;
import io.longhaul.queue.Send;
import io.longhaul.queue.WorkQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A queue as one process reaches it: it loses, doubles, delays, refuses some of a batch, or is
 * silent.
 */
record FaultyQueue(SimulatedProcess process, WorkQueue queue, Faults faults, Renewals renewals)
    implements WorkQueue {
  private void step() {
    faults.step(process);
    if (faults.queueFails()) throw new QueueUnavailable("silent");
  }

  @Override
  public List<Send> send(Collection<Send> messages) {
    step();
    List<Send> refused = new ArrayList<>();
    List<Send> taken = new ArrayList<>();
    for (Send message : messages) {
      if (faults.queueFails()) {
        refused.add(message);
      } else {
        if (!faults.messageLost()) taken.add(delayed(message));
        if (faults.messageDoubled()) taken.add(message);
      }
    }
    queue.send(taken);
    step();
    return refused;
  }

  private Send delayed(Send message) {
    Duration delay = message.delay().plus(faults.messageDelay());
    return new Send(message.unit(), delay.compareTo(LONGEST_DELAY) < 0 ? delay : LONGEST_DELAY);
  }

  @Override
  public List<Message> receive(int max, Duration wait) throws InterruptedException {
    renewals.receiving();
    step();
    List<Message> messages = queue.receive(max, wait);
    step();
    return messages;
  }

  @Override
  public List<Letter> look(int max) throws InterruptedException {
    step();
    return queue.look(max);
  }

  @Override
  public void show(Collection<Message> messages) {
    step();
    queue.show(messages);
  }

  @Override
  public boolean sendText(String body) {
    step();
    return queue.sendText(body);
  }

  @Override
  public void delete(Collection<Message> messages) {
    step();
    List<Message> deleted = new ArrayList<>(messages);
    deleted.removeIf(message -> faults.queueFails());
    queue.delete(deleted);
    step();
  }

  @Override
  public void returnLater(Message message, Duration after) {
    step();
    queue.returnLater(message, after);
  }

  @Override
  public long depth() {
    step();
    return queue.depth();
  }

  @Override
  public void purge() {
    queue.purge();
  }
}
