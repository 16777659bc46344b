package io.longhaul.embedded.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.h2.api.ErrorCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerServerTest {
  /** What a lock is waited for at most, so that the test ends if nobody frees it. */
  private static final String PATIENCE = ";LOCK_TIMEOUT=20000";

  @TempDir private Path folder;
  private LedgerServer server;

  @BeforeEach
  void start() throws SQLException {
    LedgerServer.stayOnLoopback();
    server = LedgerServer.start(folder, 0, "user", "password");
    try (Connection connection = connect()) {
      update(connection, "CREATE TABLE rows (id INT PRIMARY KEY, text VARCHAR)");
      update(connection, "INSERT INTO rows VALUES (1, 'as it was')");
    }
  }

  @AfterEach
  void stop() throws SQLException {
    server.close();
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(server.url() + PATIENCE, "user", "password");
  }

  private static int update(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    }
  }

  @Test
  void a_client_that_stops_in_the_middle_of_a_transaction_does_not_stop_the_others()
      throws SQLException {
    try (Connection frozen = connect();
        Connection other = connect()) {
      frozen.setAutoCommit(false);
      try (var select = frozen.createStatement()) {
        select.executeQuery("SELECT * FROM rows WHERE id = 1 FOR UPDATE").close();
      }
      assertThat(update(other, "UPDATE rows SET text = 'by the other' WHERE id = 1")).isOne();
      assertThatThrownBy(() -> update(frozen, "UPDATE rows SET text = 'late' WHERE id = 1"))
          .isInstanceOfSatisfying(
              SQLException.class,
              e -> assertThat(e.getErrorCode()).isEqualTo(ErrorCode.CONNECTION_BROKEN_1));
    }
  }

  @Test
  void a_client_that_is_idle_between_transactions_keeps_its_connection() throws SQLException {
    try (Connection idle = connect();
        Connection frozen = connect();
        Connection other = connect()) {
      update(idle, "UPDATE rows SET text = 'before' WHERE id = 1");
      frozen.setAutoCommit(false);
      update(frozen, "UPDATE rows SET text = 'never' WHERE id = 1");
      update(other, "UPDATE rows SET text = 'by the other' WHERE id = 1");

      assertThat(update(idle, "UPDATE rows SET text = 'after' WHERE id = 1")).isOne();
    }
  }
}
