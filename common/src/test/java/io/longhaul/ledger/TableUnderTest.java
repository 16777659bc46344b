package io.longhaul.ledger;

import io.longhaul.ledger.Write.Delete;
import io.longhaul.ledger.Write.Update;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/** What the parts of the contract need: the table, keys that no other test has, and short words. */
interface TableUnderTest {
  AtomicLong COUNTER = new AtomicLong();

  Table table();

  /** Whether a transaction that is repeated under its token has its effect once. */
  boolean honoursTokens();

  default String partition() {
    return "test-" + COUNTER.incrementAndGet();
  }

  default Key key() {
    return new Key(partition(), "row");
  }

  default String token() {
    return "token-" + COUNTER.incrementAndGet();
  }

  default Row given(Key key, Change... changes) {
    return applied(table().write(new Update(key, List.of(), List.of(changes))));
  }

  default Update update(Key key, Condition condition, Change... changes) {
    return new Update(key, List.of(condition), List.of(changes));
  }

  default Update put(Key key, Change... changes) {
    return new Update(key, List.of(), List.of(changes));
  }

  default Update check(Key key, Condition... conditions) {
    return new Update(key, List.of(conditions), List.of());
  }

  default Delete delete(Key key, Condition... conditions) {
    return new Delete(key, List.of(conditions));
  }

  default Change set(String attribute, Object value) {
    return new Change.Set(attribute, value);
  }

  default Change add(String attribute, long value) {
    return new Change.Add(attribute, value);
  }

  default Change remove(String attribute) {
    return new Change.Remove(attribute);
  }

  default Row applied(Written written) {
    return switch (written) {
      case Written.Applied(Row row) -> row;
      case Written.Refused refused -> throw new AssertionError("refused: " + refused);
    };
  }

  /** A row of these names and values, one after the other. */
  default Row row(Key key, Object... attributes) {
    SortedMap<String, Object> map = new TreeMap<>();
    for (int i = 0; i < attributes.length; i += 2)
      map.put((String) attributes[i], attributes[i + 1]);
    return new Row(key, map);
  }
}
