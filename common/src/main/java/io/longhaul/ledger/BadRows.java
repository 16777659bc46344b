package io.longhaul.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Hears of rows that cannot be read, each of which is passed over where many are read. */
@FunctionalInterface
public interface BadRows {
  /** One was passed over; it may throw, if it should not be. */
  void passedOver(Key key, RuntimeException why);

  /** Those of the rows that can be read. */
  default <T> List<T> read(List<Row> rows, Function<Row, T> read) {
    List<T> readable = new ArrayList<>(rows.size());
    for (Row row : rows) {
      try {
        readable.add(read.apply(row));
      } catch (RuntimeException e) {
        passedOver(row.key(), e);
      }
    }
    return readable;
  }
}
