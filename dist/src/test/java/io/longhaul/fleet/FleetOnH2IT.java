package io.longhaul.fleet;

import io.longhaul.ledger.Table;
import io.longhaul.stack.Stack;
import java.util.List;
import java.util.Map;

/** On what one machine has: the embedded cloud's own ledger. */
class FleetOnH2IT extends FleetContract {
  @Override
  List<String> reach(Cloud cloud, Map<String, String> environment) {
    return List.of("--local");
  }

  @Override
  Table table(Stack local) {
    return local.table();
  }
}
