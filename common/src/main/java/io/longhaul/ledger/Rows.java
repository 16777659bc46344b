package io.longhaul.ledger;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Judges conditions and makes changes just as DynamoDB does, for the adapters whose database does
 * not.
 */
public final class Rows {
  private Rows() {}

  /** Whether all of them hold of the row, or of its absence. */
  public static boolean hold(List<Condition> conditions, @Nullable Row row) {
    for (Condition condition : conditions) {
      if (!holds(condition, row)) return false;
    }
    return true;
  }

  private static boolean holds(Condition condition, @Nullable Row row) {
    return switch (condition) {
      case Condition.NoRow _ -> row == null;
      case Condition.RowThere _ -> row != null;
      case Condition.Is(String name, Object value) -> value.equals(value(row, name));
      case Condition.IsNot(String name, Object value) -> !value.equals(value(row, name));
      case Condition.Lacks(String name) -> value(row, name) == null;
      case Condition.AtMost(String name, long most) ->
          value(row, name) instanceof Long number && number <= most;
      case Condition.Either(Condition one, Condition other) -> holds(one, row) || holds(other, row);
    };
  }

  private static @Nullable Object value(@Nullable Row row, String name) {
    return row == null ? null : row.attributes().get(name);
  }

  /**
   * The row as the write leaves it; null if none is left. A write without changes leaves all as it
   * is.
   *
   * @throws IllegalArgumentException if it adds to text, or the row would be too large
   */
  public static @Nullable Row after(Write write, @Nullable Row before) {
    return switch (write) {
      case Write.Delete _ -> null;
      case Write.Update(Key key, _, List<Change> changes) -> {
        if (changes.isEmpty()) yield before;
        Row after = new Row(key, changed(key, changes, before));
        Limits.check(after);
        yield after;
      }
    };
  }

  private static SortedMap<String, Object> changed(
      Key key, List<Change> changes, @Nullable Row before) {
    SortedMap<String, Object> attributes =
        before == null ? new TreeMap<>() : new TreeMap<>(before.attributes());
    for (Change change : changes) {
      switch (change) {
        case Change.Set(String name, Object value) -> attributes.put(name, value);
        case Change.Add(String name, long value) ->
            attributes.put(name, Math.addExact(number(key, name, attributes.get(name)), value));
        case Change.Remove(String name) -> attributes.remove(name);
      }
    }
    return attributes;
  }

  private static long number(Key key, String name, @Nullable Object value) {
    return switch (value) {
      case null -> 0;
      case Long number -> number;
      default ->
          throw new IllegalArgumentException(
              "row %s/%s: '%s' is text, nothing can be added to it"
                  .formatted(key.partition(), key.sort(), name));
    };
  }

  /** What the sparse index shows of the row; null if it is not in the index. */
  public static @Nullable Row indexed(@Nullable Row row) {
    if (row == null || !row.has(Attributes.INDEX_PARTITION) || !row.has(Attributes.INDEX_SORT)) {
      return null;
    }
    return shown(row);
  }

  /** A row that is in the index as the index shows it. */
  public static Row shown(Row row) {
    SortedMap<String, Object> shown = new TreeMap<>(row.attributes());
    shown.keySet().retainAll(Attributes.INDEXED);
    return new Row(row.key(), shown);
  }
}
