package io.longhaul.embedded.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends sessions that hold locks and ask for nothing: a client that was frozen between two
 * statements of a transaction would hold up all others. What it had begun is undone; when it wakes
 * up it finds its connection closed, and its transaction not done.
 */
final class StuckSessions implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StuckSessions.class);

  /** A client that lives sends its next statement within milliseconds. */
  private static final int LONGEST_SECONDS = 2;

  private static final long EVERY_MILLIS = 500;

  /** H2's manual, "INFORMATION_SCHEMA.SESSIONS" and "ABORT_SESSION". */
  private static final String ABORT =
      """
      SELECT ABORT_SESSION(session_id) FROM information_schema.sessions
      WHERE contains_uncommitted AND session_id <> SESSION_ID()
        AND sleep_since < DATEADD(SECOND, -%d, CURRENT_TIMESTAMP)
      """
          .formatted(LONGEST_SECONDS);

  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("stuck-sessions").factory());

  /**
   * @param owner a connection of the database's owner, for this alone
   */
  StuckSessions(Connection owner) throws SQLException {
    PreparedStatement abort = owner.prepareStatement(ABORT);
    var unused =
        looks.scheduleWithFixedDelay(
            () -> end(abort), EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  private static void end(PreparedStatement abort) {
    try (var ended = abort.executeQuery()) {
      while (ended.next()) LOG.warn("ended a session that held locks and asked for nothing");
    } catch (SQLException e) {
      // The database is closing, or busy: the next look does it.
      LOG.atDebug().setCause(e).log("no look at stuck sessions");
    }
  }

  @Override
  public void close() {
    looks.shutdownNow();
  }
}
