package io.longhaul.embedded.ledger;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.h2.tools.Server;

/** H2 on 127.0.0.1 with one database that only the password opens; a commit outlives kill -9. */
public final class LedgerServer implements AutoCloseable {
  private static final String NAME = "ledger";

  private final Connection owner;
  private final StuckSessions stuck;
  private final Server server;

  private LedgerServer(Connection owner, StuckSessions stuck, Server server) {
    this.owner = owner;
    this.stuck = stuck;
    this.server = server;
  }

  /**
   * Keeps H2 off every interface but loopback; must come before any class of H2 is loaded, the S3
   * index's too, which reads the property once.
   */
  public static void stayOnLoopback() {
    System.setProperty("h2.bindAddress", "127.0.0.1");
  }

  /**
   * Opens the database, made on first use, and listens before it returns.
   *
   * @param password also what an existing database must have been made with
   */
  public static LedgerServer start(Path folder, int port, String user, String password)
      throws SQLException {
    String file = "jdbc:h2:file:" + folder.resolve(NAME).toAbsolutePath() + ";WRITE_DELAY=0";
    // Kept open: the database must not close and open with each client that comes and goes.
    Connection owner = DriverManager.getConnection(file, user, password);
    try {
      Server server =
          Server.createTcpServer(
                  "-tcpPort", Integer.toString(port),
                  "-tcpPassword", password,
                  "-baseDir", folder.toAbsolutePath().toString())
              .start();
      return new LedgerServer(owner, new StuckSessions(owner), server);
    } catch (SQLException e) {
      owner.close();
      throw e;
    }
  }

  public int port() {
    return server.getPort();
  }

  /** Without user and password. */
  public String url() {
    return "jdbc:h2:tcp://127.0.0.1:" + port() + "/" + NAME;
  }

  @Override
  public void close() throws SQLException {
    stuck.close();
    server.stop();
    try (var statement = owner.createStatement()) {
      statement.execute("SHUTDOWN");
    } finally {
      owner.close();
    }
  }
}
