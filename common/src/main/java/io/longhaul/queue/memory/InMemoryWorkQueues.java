package io.longhaul.queue.memory;

import io.longhaul.queue.QueueRequests;
import io.longhaul.queue.WorkQueues;
import io.longhaul.time.Time;
import io.longhaul.unit.Tier;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** A stack's queues in memory: what no worker can read ends in the dead one, as in the cloud. */
public final class InMemoryWorkQueues implements WorkQueues {
  /** As the stack's template sets it; it catches only what no worker can read. */
  public static final int MAX_RECEIVE_COUNT = 20;

  private final Time time;
  private final InMemoryWorkQueue dead;
  private final Map<Tier, InMemoryWorkQueue> tiers = new EnumMap<>(Tier.class);
  private final Map<String, InMemoryWorkQueue> others = new ConcurrentHashMap<>();

  public InMemoryWorkQueues(Time time) {
    this.time = time;
    dead = new InMemoryWorkQueue(time);
    for (Tier tier : Tier.values()) {
      tiers.put(tier, new InMemoryWorkQueue(time, MAX_RECEIVE_COUNT, dead));
    }
  }

  @Override
  public InMemoryWorkQueue of(Tier tier) {
    InMemoryWorkQueue queue = tiers.get(tier);
    if (queue == null) throw new IllegalArgumentException("no queue for tier " + tier);
    return queue;
  }

  @Override
  public InMemoryWorkQueue dead() {
    return dead;
  }

  /** Another queue, which is there as soon as somebody asks for it. */
  @Override
  public InMemoryWorkQueue named(String name) {
    return others.computeIfAbsent(name, key -> new InMemoryWorkQueue(time));
  }

  /** The requests to all of them. */
  public QueueRequests.Count requests() {
    return Stream.concat(tiers.values().stream(), Stream.of(dead))
        .map(InMemoryWorkQueue::requests)
        .reduce(new QueueRequests.Count(0, 0, 0, 0), QueueRequests.Count::plus);
  }
}
