package io.longhaul.ledger.dynamodb;

import io.longhaul.ledger.Change;
import io.longhaul.ledger.Condition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The conditions and changes of one write in DynamoDB's language.
 *
 * <p>Every name is a placeholder: DynamoDB reserves over five hundred words, {@code state} and
 * {@code class} among them, and more each year.
 */
final class Expression {
  private final Map<String, String> placeholders = new HashMap<>();
  private final Map<String, String> names = new HashMap<>();
  private final Map<String, AttributeValue> values = new HashMap<>();

  /** What the placeholders stand for. */
  Map<String, String> names() {
    return names;
  }

  /** The values, by their placeholders; null for none, since DynamoDB refuses an empty map. */
  @Nullable Map<String, AttributeValue> values() {
    return values.isEmpty() ? null : values;
  }

  /** All of the conditions; null for none. */
  @Nullable String all(List<Condition> conditions) {
    if (conditions.isEmpty()) return null;
    StringJoiner all = new StringJoiner(" AND ");
    for (Condition condition : conditions) all.add(one(condition));
    return all.toString();
  }

  private String one(Condition condition) {
    return switch (condition) {
      case Condition.NoRow _ -> lacks(Items.PARTITION);
      case Condition.RowThere _ -> "attribute_exists(" + name(Items.PARTITION) + ")";
      case Condition.Is(String name, Object value) -> name(name) + " = " + value(value);
      case Condition.IsNot(String name, Object value) ->
          "(" + lacks(name) + " OR " + name(name) + " <> " + value(value) + ")";
      case Condition.Lacks(String name) -> lacks(name);
      case Condition.AtMost(String name, long value) -> name(name) + " <= " + value(value);
      case Condition.Either(Condition one, Condition other) ->
          "(" + one(one) + " OR " + one(other) + ")";
    };
  }

  private String lacks(String name) {
    return "attribute_not_exists(" + name(name) + ")";
  }

  String update(List<Change> changes) {
    StringJoiner sets = new StringJoiner(", ", "SET ", " ").setEmptyValue("");
    StringJoiner adds = new StringJoiner(", ", "ADD ", " ").setEmptyValue("");
    StringJoiner removes = new StringJoiner(", ", "REMOVE ", "").setEmptyValue("");
    for (Change change : changes) {
      switch (change) {
        case Change.Set(String name, Object value) -> sets.add(name(name) + " = " + value(value));
        case Change.Add(String name, long value) -> adds.add(name(name) + " " + value(value));
        case Change.Remove(String name) -> removes.add(name(name));
      }
    }
    return sets.toString() + adds + removes;
  }

  private String name(String attribute) {
    return placeholders.computeIfAbsent(
        attribute,
        _ -> {
          String placeholder = "#n" + names.size();
          names.put(placeholder, attribute);
          return placeholder;
        });
  }

  private String value(Object value) {
    String placeholder = ":v" + values.size();
    values.put(placeholder, Items.value(value));
    return placeholder;
  }
}
