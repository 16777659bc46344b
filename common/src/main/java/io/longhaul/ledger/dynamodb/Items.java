package io.longhaul.ledger.dynamodb;

import io.longhaul.ledger.Key;
import io.longhaul.ledger.Row;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Rows as DynamoDB's items: the keys are two attributes among the others. */
final class Items {
  static final String PARTITION = "pk";
  static final String SORT = "sk";

  private Items() {}

  static Map<String, AttributeValue> key(Key key) {
    return Map.of(
        PARTITION, AttributeValue.fromS(key.partition()), SORT, AttributeValue.fromS(key.sort()));
  }

  static AttributeValue value(Object value) {
    return value instanceof Long number
        ? AttributeValue.fromN(number.toString())
        : AttributeValue.fromS((String) value);
  }

  static Row row(Map<String, AttributeValue> item) {
    SortedMap<String, Object> attributes = new TreeMap<>();
    item.forEach((name, value) -> {
      if (!name.equals(PARTITION) && !name.equals(SORT)) attributes.put(name, value(value));
    });
    return new Row(new Key(text(item, PARTITION), text(item, SORT)), attributes);
  }

  private static Object value(AttributeValue value) {
    return value.n() == null ? text(value.s()) : (Object) Long.valueOf(value.n());
  }

  private static String text(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    return text(value == null ? null : value.s());
  }

  private static String text(@Nullable String text) {
    if (text == null) throw new IllegalStateException("an attribute that is neither S nor N");
    return text;
  }
}
