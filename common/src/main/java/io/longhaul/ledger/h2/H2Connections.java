package io.longhaul.ledger.h2;

import io.longhaul.ledger.LedgerUnavailable;
import io.longhaul.ledger.Retries;
import io.longhaul.ledger.Retries.AskAgain;
import io.longhaul.time.Deadline;
import io.longhaul.time.Time;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.h2.api.ErrorCode;

/**
 * A bounded number of connections, made when needed and dropped when broken.
 *
 * <p>Not H2's own pool: that hands out bare connections, and preparing each statement anew costs a
 * round trip more than the statement itself.
 */
final class H2Connections implements AutoCloseable {
  /** What passes by itself: somebody else was at the same rows. */
  private static final Set<Integer> CONFLICTS =
      Set.of(
          ErrorCode.DEADLOCK_1,
          ErrorCode.LOCK_TIMEOUT_1,
          ErrorCode.CONCURRENT_UPDATE_1,
          ErrorCode.DUPLICATE_KEY_1,
          ErrorCode.ROW_NOT_FOUND_WHEN_DELETING_1,
          ErrorCode.ROW_NOT_FOUND_IN_PRIMARY_INDEX);

  /** The server went away; it may come back, and the connection will not. */
  private static final Set<Integer> BROKEN =
      Set.of(
          ErrorCode.CONNECTION_BROKEN_1,
          ErrorCode.DATABASE_IS_CLOSED,
          ErrorCode.DATABASE_CALLED_AT_SHUTDOWN,
          ErrorCode.OBJECT_CLOSED);

  private final String url;
  private final String user;
  private final String password;
  private final Turns turns;
  private final ConcurrentLinkedDeque<H2Session> idle = new ConcurrentLinkedDeque<>();
  private volatile boolean closed;

  /** A request to the database, on a connection of its own. */
  interface Work<T> {
    T on(H2Session session) throws SQLException, AskAgain;
  }

  static {
    haveClientAskOnce();
  }

  /**
   * H2's client else asks a server that is away by itself for two seconds at a time, and forgets an
   * interrupt meanwhile. It reads this once, before it does anything else in a process.
   */
  static void haveClientAskOnce() {
    System.setProperty("h2.socketConnectRetry", "0");
  }

  H2Connections(String url, String user, String password, int most, Time time) {
    this.url = url;
    this.user = user;
    this.password = password;
    this.turns = new Turns(time, most);
  }

  /**
   * Does it, again after conflicts and lost connections.
   *
   * @throws LedgerUnavailable when the retries are spent, or the database refuses us
   */
  <T> T ask(Retries retries, String what, Work<T> work) {
    Deadline deadline = retries.deadline();
    return retries.ask(what, () -> once(what, work, deadline));
  }

  private <T> T once(String what, Work<T> work, Deadline deadline) throws AskAgain {
    if (closed) throw new LedgerUnavailable(what + ": the table is closed");
    if (!turns.await(deadline)) throw new AskAgain("all connections are waiting for answers");
    H2Session session = null;
    try {
      H2Session kept = idle.poll();
      session = kept != null ? kept : open();
      T done = work.on(session);
      keep(session);
      return done;
    } catch (SQLException e) {
      boolean conflict = CONFLICTS.contains(e.getErrorCode());
      if (session != null) dropOrKeep(session, conflict);
      if (conflict || BROKEN.contains(e.getErrorCode())) throw new AskAgain(e);
      throw new LedgerUnavailable(what + ": " + e.getMessage(), e);
    } catch (AskAgain | RuntimeException e) {
      if (session != null) dropOrKeep(session, true);
      throw e;
    } finally {
      turns.giveBack();
    }
  }

  private H2Session open() throws SQLException {
    return new H2Session(DriverManager.getConnection(url, user, password));
  }

  private void dropOrKeep(H2Session session, boolean sound) {
    if (sound && session.reset()) keep(session);
    else session.close();
  }

  private void keep(H2Session session) {
    idle.push(session);
    if (closed) close();
  }

  @Override
  public void close() {
    closed = true;
    for (H2Session session = idle.poll(); session != null; session = idle.poll()) session.close();
  }
}
