package io.longhaul.ledger;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Refuses, in every adapter, what DynamoDB would refuse for its shape: such a request is a mistake
 * of the caller, an {@link IllegalArgumentException} and never tried.
 *
 * <p>The figures are DynamoDB's (developer guide, "Quotas" and "TransactWriteItems").
 */
public final class Limits {
  /** The most bytes of a partition key, of the table or of its index. */
  public static final int LONGEST_PARTITION = 2048;

  /** The most bytes of a sort key, of the table or of its index. */
  public static final int LONGEST_SORT = 1024;

  /** The most characters of a transaction's token. */
  public static final int LONGEST_TOKEN = 36;

  private Limits() {}

  /** A write outside a transaction. */
  public static void check(Write write) {
    checkOne(write);
    if (write instanceof Write.Update update && update.changes().isEmpty()) {
      throw refused(write.key(), "changes nothing; a mere check belongs into a transaction");
    }
  }

  /** A transaction. */
  public static void check(String token, List<Write> writes) {
    if (token.isEmpty() || token.length() > LONGEST_TOKEN) {
      throw new IllegalArgumentException(
          "token '%s': 1 to %d characters".formatted(token, LONGEST_TOKEN));
    }
    if (writes.isEmpty() || writes.size() > Table.MOST_WRITES) {
      throw new IllegalArgumentException(
          "%d writes in a transaction: 1 to %d".formatted(writes.size(), Table.MOST_WRITES));
    }
    Set<Key> keys = new HashSet<>();
    for (Write write : writes) {
      checkOne(write);
      if (!keys.add(write.key())) throw refused(write.key(), "twice in one transaction");
      if (write instanceof Write.Update(Key key, var conditions, var changes)
          && conditions.isEmpty()
          && changes.isEmpty()) {
        throw refused(key, "neither conditions nor changes");
      }
    }
  }

  /** The keys of a read or a snapshot. */
  public static void checkReads(List<Key> keys) {
    if (keys.size() > Table.MOST_READS) {
      throw new IllegalArgumentException(
          "%d keys in a read: %d at most".formatted(keys.size(), Table.MOST_READS));
    }
    Set<Key> seen = new HashSet<>();
    for (Key key : keys) {
      check(key);
      if (!seen.add(key)) throw refused(key, "twice in one read");
    }
  }

  /** How many rows a query is to return. */
  public static void checkLimit(int limit) {
    if (limit < 1) throw new IllegalArgumentException("limit " + limit + ": at least 1");
  }

  public static void check(Key key) {
    checkText(key, "pk", key.partition(), LONGEST_PARTITION);
    checkText(key, "sk", key.sort(), LONGEST_SORT);
  }

  /** A row as a write would leave it. */
  public static void check(Row row) {
    if (row.size() > Table.LARGEST_ROW) {
      throw refused(
          row.key(), "would be %d bytes, %d at most".formatted(row.size(), Table.LARGEST_ROW));
    }
  }

  /** The rows that a transaction writes and checks, as it would leave them, taken together. */
  public static void checkSum(long bytes) {
    if (bytes > Table.LARGEST_TRANSACTION) {
      throw new IllegalArgumentException(
          "rows of %d bytes in a transaction: %d at most"
              .formatted(bytes, Table.LARGEST_TRANSACTION));
    }
  }

  private static void checkOne(Write write) {
    check(write.key());
    for (Condition condition : write.conditions()) check(write.key(), condition);
    if (write instanceof Write.Update(Key key, var conditions, var changes)) {
      Set<String> changed = new HashSet<>();
      for (Change change : changes) {
        checkName(key, change.attribute());
        if (!changed.add(change.attribute())) {
          throw refused(key, "changes '%s' twice".formatted(change.attribute()));
        }
        check(key, change);
      }
      checkNotOnlyRemoves(key, conditions, changes);
    }
  }

  /** Whether such a write makes a row where there is none is answered by each engine in its way. */
  private static void checkNotOnlyRemoves(
      Key key, List<Condition> conditions, List<Change> changes) {
    boolean onlyRemoves =
        !changes.isEmpty() && changes.stream().allMatch(Change.Remove.class::isInstance);
    boolean needsRow =
        conditions.stream()
            .anyMatch(condition ->
                condition instanceof Condition.RowThere
                    || condition instanceof Condition.Is
                    || condition instanceof Condition.AtMost);
    if (onlyRemoves && !needsRow) throw refused(key, "only removes: on condition that it is there");
  }

  private static void check(Key key, Condition condition) {
    switch (condition) {
      case Condition.NoRow _, Condition.RowThere _ -> {}
      case Condition.Is(String name, Object value) -> checkValue(key, name, value);
      case Condition.IsNot(String name, Object value) -> checkValue(key, name, value);
      case Condition.Lacks(String name) -> checkName(key, name);
      case Condition.AtMost(String name, _) -> checkName(key, name);
      case Condition.Either(Condition one, Condition other) -> {
        check(key, one);
        check(key, other);
      }
    }
  }

  private static void check(Key key, Change change) {
    switch (change) {
      case Change.Set(String name, Object value) -> {
        checkValue(key, name, value);
        if (name.equals(Attributes.INDEX_PARTITION)) checkText(key, name, value, LONGEST_PARTITION);
        if (name.equals(Attributes.INDEX_SORT)) checkText(key, name, value, LONGEST_SORT);
      }
      case Change.Add(String name, _) -> {
        if (name.equals(Attributes.INDEX_PARTITION) || name.equals(Attributes.INDEX_SORT)) {
          throw refused(key, "adds to '%s', which is text".formatted(name));
        }
      }
      case Change.Remove _ -> {}
    }
  }

  private static void checkValue(Key key, String name, Object value) {
    checkName(key, name);
    switch (value) {
      case String text -> checkWellFormed(key, name, text);
      case Long _ -> {}
      default ->
          throw refused(key, "'%s': a String or a Long, not %s".formatted(name, value.getClass()));
    }
  }

  private static void checkName(Key key, String name) {
    if (name.isEmpty() || name.equals("pk") || name.equals("sk")) {
      throw refused(key, "attribute '%s': not a name for one".formatted(name));
    }
  }

  private static void checkText(Key key, String name, Object value, int longest) {
    if (!(value instanceof String text) || text.isEmpty()) {
      throw refused(key, "'%s' is a key: text, and not empty".formatted(name));
    }
    checkWellFormed(key, name, text);
    if (text.length() > longest || Row.utf8(text) > longest) {
      throw refused(key, "'%s': %d bytes at most".formatted(name, longest));
    }
  }

  /** Half a surrogate pair has no UTF-8: some databases would keep a question mark instead. */
  private static void checkWellFormed(Key key, String name, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isSurrogate(c)) continue;
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (!pair) throw refused(key, "'%s': half a surrogate pair".formatted(name));
      i++;
    }
  }

  private static IllegalArgumentException refused(Key key, String why) {
    return new IllegalArgumentException(
        "row %s/%s: %s".formatted(key.partition(), key.sort(), why));
  }
}
