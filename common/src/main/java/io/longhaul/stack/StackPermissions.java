package io.longhaul.stack;

import io.longhaul.access.Need;
import io.longhaul.unit.Tier;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a worker needs of its own stack, each action named by the requests that are made of it: a
 * transaction is allowed by what its parts are, a batch by what its entries are.
 */
public final class StackPermissions {
  /** {@code GetItem} also for the reads of a transaction. */
  public static final List<String> TABLE_READS = List.of("GetItem", "BatchGetItem", "Query");

  public static final String INDEX_READ = "Query";

  /** Rows are made by updates, so nothing is ever put. */
  public static final List<String> TABLE_WRITES =
      List.of("UpdateItem", "DeleteItem", "ConditionCheckItem");

  public static final List<String> QUEUE_READS = List.of("GetQueueUrl", "GetQueueAttributes");

  public static final List<String> QUEUE_WRITES =
      List.of("SendMessage", "ReceiveMessage", "DeleteMessage", "ChangeMessageVisibility");

  /** A worker that does the sweeper's duty sends notices; who reads them is a person. */
  public static final List<String> DEAD_QUEUE = List.of("GetQueueUrl", "SendMessage");

  private final StackSettings stack;

  public StackPermissions(StackSettings stack) {
    this.stack = stack;
  }

  /** All that a worker needs. */
  public List<Need> ofWorkers() {
    List<Need> needs = new ArrayList<>();
    for (String action : TABLE_READS) needs.add(table(action));
    for (String action : TABLE_WRITES) needs.add(table(action));
    needs.add(index());
    for (Tier tier : Tier.values()) {
      for (String action : QUEUE_READS) needs.add(queue(action, word(tier)));
      for (String action : QUEUE_WRITES) needs.add(queue(action, word(tier)));
    }
    for (String action : DEAD_QUEUE) needs.add(queue(action, "dead"));
    return needs;
  }

  public Need table(String action) {
    return new Need("dynamodb:" + action, table());
  }

  /** To look into the sparse index. */
  public Need index() {
    return new Need("dynamodb:" + INDEX_READ, table() + "/index/open");
  }

  /**
   * @param queue what follows the stack in its name; {@code *}: each of them
   */
  public Need queue(String action, String queue) {
    return new Need(
        "sqs:" + action, "arn:aws:sqs:*:*:longhaul-%s-%s".formatted(stack.name(), queue));
  }

  /** A tier as the name of its queue says it. */
  public static String word(Tier tier) {
    return tier.name().toLowerCase(Locale.ROOT);
  }

  private String table() {
    return "arn:aws:dynamodb:*:*:table/" + stack.table();
  }
}
