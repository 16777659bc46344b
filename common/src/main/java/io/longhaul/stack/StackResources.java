package io.longhaul.stack;

import java.util.List;

/**
 * What a stack keeps its state in: its table and its queues.
 *
 * @param where they are, as a person knows it; never a secret
 * @param all in the order in which they are to be made
 * @param connections what is below them, closed once
 */
public record StackResources(String where, List<StackResource> all, Runnable connections)
    implements AutoCloseable {
  public StackResources {
    all = List.copyOf(all);
  }

  @Override
  public void close() {
    connections.run();
  }
}
