package io.longhaul.worker.command;

import io.longhaul.kind.Command;
import io.longhaul.ledger.Settlement.Split;
import io.longhaul.unit.Fate;
import io.longhaul.unit.NewUnit;
import io.longhaul.unit.Outcome;
import io.longhaul.unit.Outcome.Failed;
import io.longhaul.unit.Payload.Items;
import io.longhaul.unit.Tally;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What became of a unit's items, in their order: what was not come to is the rest. */
final class Account {
  private final List<String> items;
  private final List<NewUnit> leaving = new ArrayList<>();
  private Optional<Failed> last = Optional.empty();
  private int tried;

  Account(List<String> items) {
    this.items = items;
  }

  void ended(String item, Optional<Failed> failed) {
    tried++;
    last = failed;
    if (failed.isPresent()) leaving.add(unit(List.of(item)));
  }

  boolean begun() {
    return tried > 0;
  }

  /** Whether what leaves, and the rest, are all that a split takes. */
  boolean full() {
    return leaving.size() >= Split.MOST_CHILDREN - 1;
  }

  private static NewUnit unit(List<String> of) {
    return new NewUnit(new Items(of), Command.TIER);
  }

  Outcome outcome() {
    if (tried == 0) return new Outcome.Released("left before anything was done", Duration.ZERO);
    if (items.size() == 1 && last.isPresent()) return last.get();
    List<NewUnit> children = new ArrayList<>(leaving);
    int rest = items.size() - tried;
    if (rest > 0) children.add(unit(items.subList(tried, items.size())));
    Tally tally =
        Tally.of(Fate.RECEIVED, items.size(), 0)
            .with(Fate.COPIED, tried - leaving.size(), 0)
            .with(Fate.FORWARDED, leaving.size() + rest, 0);
    return children.isEmpty() ? new Outcome.Done(tally) : new Outcome.Split(tally, children);
  }
}
