package io.longhaul.ledger.h2;

import io.longhaul.ledger.Attributes;
import io.longhaul.ledger.Key;
import io.longhaul.ledger.Row;
import io.longhaul.ledger.Rows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One connection and the statements prepared on it; one thread at a time. */
final class H2Session {
  private static final String COLUMNS = "SELECT pk, sk, attributes FROM ledger_rows WHERE ";
  private static final int STATEMENTS = 32;

  private final Connection connection;
  private final Map<String, PreparedStatement> statements = new LinkedHashMap<>(16, 0.75f, true);

  H2Session(Connection connection) {
    this.connection = connection;
  }

  void createTable() throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(
          """
          CREATE TABLE IF NOT EXISTS ledger_rows (
            pk VARBINARY(2048) NOT NULL, sk VARBINARY(1024) NOT NULL,
            attributes VARBINARY(1048576) NOT NULL,
            gpk VARBINARY(2048), gsk VARBINARY(1024),
            PRIMARY KEY (pk, sk))\
          """);
      statement.execute("CREATE INDEX IF NOT EXISTS open ON ledger_rows (gpk, gsk, pk, sk)");
    }
  }

  /** Those of the rows that are there, in one statement and so of one instant. */
  Map<Key, Row> rows(List<Key> keys, boolean lock) throws SQLException {
    String places = String.join(",", Collections.nCopies(keys.size(), "(?,?)"));
    PreparedStatement select =
        prepared(COLUMNS + "(pk, sk) IN (" + places + ")" + (lock ? " FOR UPDATE" : ""));
    int i = 1;
    for (Key key : keys) {
      select.setBytes(i++, AttributeBytes.utf8(key.partition()));
      select.setBytes(i++, AttributeBytes.utf8(key.sort()));
    }
    Map<Key, Row> rows = new HashMap<>();
    for (Row row : found(select)) rows.put(row.key(), row);
    return rows;
  }

  /** Rows of a partition from a sort key on, included, to another, excluded. */
  List<Row> inOrder(byte[] partition, byte[] from, byte[] to, int limit) throws SQLException {
    return page("pk = ? AND sk >= ? AND sk < ? ORDER BY pk, sk", partition, from, to, limit);
  }

  /** As {@link #inOrder}, by the index. */
  List<Row> indexed(byte[] partition, byte[] from, byte[] to, int limit) throws SQLException {
    return page(
        "gpk = ? AND gsk >= ? AND gsk < ? ORDER BY gpk, gsk, pk, sk", partition, from, to, limit);
  }

  private List<Row> page(String where, byte[] partition, byte[] from, byte[] to, int limit)
      throws SQLException {
    PreparedStatement select = prepared(COLUMNS + where + " FETCH FIRST ? ROWS ONLY");
    select.setBytes(1, partition);
    select.setBytes(2, from);
    select.setBytes(3, to);
    select.setInt(4, limit);
    return found(select);
  }

  private static List<Row> found(PreparedStatement select) throws SQLException {
    List<Row> rows = new ArrayList<>();
    try (ResultSet result = select.executeQuery()) {
      while (result.next()) {
        Key key =
            new Key(
                AttributeBytes.text(result.getBytes(1)), AttributeBytes.text(result.getBytes(2)));
        rows.add(new Row(key, AttributeBytes.read(result.getBytes(3))));
      }
    }
    return rows;
  }

  /**
   * Puts one row in the other's place; null: none.
   *
   * @return whether the row was still as it was before; if not, nothing is changed
   * @throws SQLException with DUPLICATE_KEY if a row has come where none was before
   */
  boolean replace(Key key, @Nullable Row before, @Nullable Row after) throws SQLException {
    if (before == null) return after == null || insert(after);
    PreparedStatement change;
    int i = 1;
    if (after == null) {
      change = prepared("DELETE FROM ledger_rows WHERE pk = ? AND sk = ? AND attributes = ?");
    } else {
      change =
          prepared(
              "UPDATE ledger_rows SET attributes = ?, gpk = ?, gsk = ?"
                  + " WHERE pk = ? AND sk = ? AND attributes = ?");
      i = setContent(change, i, after);
    }
    change.setBytes(i++, AttributeBytes.utf8(key.partition()));
    change.setBytes(i++, AttributeBytes.utf8(key.sort()));
    change.setBytes(i, AttributeBytes.of(before.attributes()));
    return change.executeUpdate() == 1;
  }

  private boolean insert(Row row) throws SQLException {
    PreparedStatement insert =
        prepared("INSERT INTO ledger_rows (attributes, gpk, gsk, pk, sk) VALUES (?, ?, ?, ?, ?)");
    int i = setContent(insert, 1, row);
    insert.setBytes(i++, AttributeBytes.utf8(row.key().partition()));
    insert.setBytes(i, AttributeBytes.utf8(row.key().sort()));
    return insert.executeUpdate() == 1;
  }

  private static int setContent(PreparedStatement change, int from, Row row) throws SQLException {
    boolean shown = Rows.indexed(row) != null;
    change.setBytes(from, AttributeBytes.of(row.attributes()));
    change.setBytes(
        from + 1, shown ? AttributeBytes.utf8(row.text(Attributes.INDEX_PARTITION)) : null);
    change.setBytes(from + 2, shown ? AttributeBytes.utf8(row.text(Attributes.INDEX_SORT)) : null);
    return from + 3;
  }

  void begin() throws SQLException {
    connection.setAutoCommit(false);
  }

  void commit() throws SQLException {
    connection.commit();
    connection.setAutoCommit(true);
  }

  /** Undoes what is begun; whether the connection can be used again. */
  boolean reset() {
    try {
      if (!connection.getAutoCommit()) {
        connection.rollback();
        connection.setAutoCommit(true);
      }
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      // It is dropped because it is broken: that it cannot say goodbye changes nothing.
    }
  }

  private PreparedStatement prepared(String sql) throws SQLException {
    PreparedStatement known = statements.get(sql);
    if (known != null) return known;
    if (statements.size() == STATEMENTS) {
      var eldest = statements.entrySet().iterator();
      eldest.next().getValue().close();
      eldest.remove();
    }
    PreparedStatement statement = connection.prepareStatement(sql);
    statements.put(sql, statement);
    return statement;
  }
}
