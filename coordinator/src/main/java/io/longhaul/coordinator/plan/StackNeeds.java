package io.longhaul.coordinator.plan;

import io.longhaul.access.Need;
import io.longhaul.ledger.Key;
import io.longhaul.ledger.Table;
import io.longhaul.queue.WorkQueue;
import io.longhaul.stack.Stack;
import io.longhaul.unit.Tier;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What every run needs of the stack itself: its table and its queues. */
final class StackNeeds {
  private static final Key ANY = new Key("RUNS", "any");
  private static final List<String> TABLE_WRITES =
      List.of("UpdateItem", "PutItem", "DeleteItem", "ConditionCheckItem");
  private static final List<String> QUEUE_WRITES =
      List.of("SendMessage", "ReceiveMessage", "DeleteMessage", "ChangeMessageVisibility");

  private final Stack stack;

  StackNeeds(Stack stack) {
    this.stack = stack;
  }

  /** The reads, to be tried. */
  void addTo(Tries tries) {
    Table table = stack.table();
    tries.add(table("GetItem", ""), () -> table.get(ANY));
    tries.add(table("BatchGetItem", ""), () -> table.read(List.of(ANY)));
    tries.add(table("Query", ""), () -> table.query("RUNS", "", null, 1));
    tries.add(table("Query", "/index/open"), () -> table.index("any", "", "~", 1));
    for (Tier tier : Tier.values()) depth(tries, word(tier), stack.queues().of(tier));
    depth(tries, "dead", stack.queues().dead());
  }

  private void depth(Tries tries, String queue, WorkQueue asked) {
    tries.add(queue("GetQueueAttributes", queue), asked::depth);
  }

  /** What changes something, and is not tried. */
  List<Need> writes() {
    List<Need> writes = new ArrayList<>();
    for (String action : TABLE_WRITES) writes.add(table(action, ""));
    for (String action : QUEUE_WRITES) writes.add(queue(action, "*"));
    return writes;
  }

  private Need table(String action, String index) {
    return new Need(
        "dynamodb:" + action,
        "arn:aws:dynamodb:*:*:table/%s%s".formatted(stack.settings().table(), index));
  }

  private Need queue(String action, String queue) {
    return new Need(
        "sqs:" + action,
        "arn:aws:sqs:*:*:longhaul-%s-%s".formatted(stack.settings().name(), queue));
  }

  private static String word(Tier tier) {
    return tier.name().toLowerCase(Locale.ROOT);
  }
}
