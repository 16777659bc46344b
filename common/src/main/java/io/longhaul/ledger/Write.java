package io.longhaul.ledger;

import java.util.List;

/** One conditional write to one row: all conditions hold, or nothing is changed. */
public sealed interface Write {
  Key key();

  List<Condition> conditions();

  /** Changes attributes of a row; with no changes it only checks, in a transaction. */
  record Update(Key key, List<Condition> conditions, List<Change> changes) implements Write {
    public Update {
      conditions = List.copyOf(conditions);
      changes = List.copyOf(changes);
    }
  }

  /** Removes a row; removing what is not there is no failure. */
  record Delete(Key key, List<Condition> conditions) implements Write {
    public Delete {
      conditions = List.copyOf(conditions);
    }
  }
}
