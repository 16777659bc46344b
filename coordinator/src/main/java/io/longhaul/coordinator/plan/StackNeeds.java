package io.longhaul.coordinator.plan;

import io.longhaul.access.Need;
import io.longhaul.ledger.Key;
import io.longhaul.ledger.Table;
import io.longhaul.queue.WorkQueue;
import io.longhaul.stack.Stack;
import io.longhaul.stack.StackPermissions;
import io.longhaul.unit.Tier;
import java.util.ArrayList;
import java.util.List;

/** What every run needs of the stack itself: its table and its queues. */
final class StackNeeds {
  private static final Key ANY = new Key("RUNS", "any");

  private final Stack stack;
  private final StackPermissions permissions;

  StackNeeds(Stack stack) {
    this.stack = stack;
    this.permissions = new StackPermissions(stack.settings());
  }

  /** The reads, to be tried. */
  void addTo(Tries tries) {
    Table table = stack.table();
    tries.add(permissions.table("GetItem"), () -> table.get(ANY));
    tries.add(permissions.table("BatchGetItem"), () -> table.read(List.of(ANY)));
    tries.add(permissions.table("Query"), () -> table.query("RUNS", "", null, 1));
    tries.add(permissions.index(), () -> table.index("any", "", "~", 1));
    for (Tier tier : Tier.values()) {
      depth(tries, StackPermissions.word(tier), stack.queues().of(tier));
    }
    depth(tries, "dead", stack.queues().dead());
  }

  private void depth(Tries tries, String queue, WorkQueue asked) {
    tries.add(permissions.queue("GetQueueAttributes", queue), asked::depth);
  }

  /** What changes something, and is not tried. */
  List<Need> writes() {
    List<Need> writes = new ArrayList<>();
    for (String action : StackPermissions.TABLE_WRITES) writes.add(permissions.table(action));
    for (String action : StackPermissions.QUEUE_WRITES) {
      writes.add(permissions.queue(action, "*"));
    }
    return writes;
  }
}
