package io.longhaul.ledger;

import io.longhaul.access.NoAccess;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One table of rows with conditional writes and transactions: what the ledger asks of a database.
 *
 * <p>It is DynamoDB's shape and DynamoDB's limits, for every adapter, so that what passes on one
 * cannot fail on another for its shape. Losing a condition is a value; {@link LedgerUnavailable}
 * says that nothing is known about what a request did, {@link NoAccess} that asking again cannot
 * help. Adapters repeat conflicts and throttling by themselves, bounded. What is beyond the limits
 * is an {@link IllegalArgumentException} ({@link Limits}).
 */
public interface Table extends AutoCloseable {
  /** The most rows that a transaction may touch. */
  int MOST_WRITES = 100;

  /** The most bytes of a row: names and values in UTF-8. */
  int LARGEST_ROW = 400 * 1024;

  /** The most bytes of the rows of one transaction, taken together. */
  int LARGEST_TRANSACTION = 4 * 1024 * 1024;

  /** The most rows that {@link #read} and {@link #snapshot} take. */
  int MOST_READS = 100;

  /** The row as the last write left it, or empty. */
  Optional<Row> get(Key key);

  /** Each of the rows that is there, consistent one by one, in any order. */
  List<Row> read(List<Key> keys);

  /** Each of the rows that is there, all of one instant. */
  List<Row> snapshot(List<Key> keys);

  /**
   * Rows of one partition in the order of their sort keys, consistent.
   *
   * @param prefix only sort keys that begin with it
   * @param after only sort keys above it; null: from the first
   */
  List<Row> query(String partition, String prefix, @Nullable String after, int limit);

  /**
   * Rows by the sparse index, in the order of their index sort keys. It may lag behind the rows,
   * and shows only {@link Attributes#INDEXED}: a hint.
   *
   * @param from only index sort keys from this one on, included
   * @param to only index sort keys below this one
   */
  List<Row> index(String partition, String from, String to, int limit);

  /**
   * One conditional write.
   *
   * <p>When no answer came it is repeated, so it may be refused by its own first try: the row shows
   * whose it is. A write that adds therefore needs a condition that its own effect breaks.
   */
  Written write(Write write);

  /**
   * All of the writes or none; each key at most once.
   *
   * @param token repeated with the same token within minutes, it has its effect once, where the
   *     database can tell; every transaction of ours is also harmless when repeated
   */
  Transacted transact(String token, List<Write> writes);

  @Override
  void close();
}
