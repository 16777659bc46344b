package io.longhaul.ledger.h2;

import java.nio.file.Path;
import java.sql.SQLException;
import org.h2.tools.Server;

/** An H2 server on the loopback as the embedded cloud runs one, on files below a folder. */
final class H2Server implements AutoCloseable {
  static {
    H2Connections.haveClientAskOnce(); // which a server in the same process would be too early for
  }

  private final Path folder;
  private Server server;
  private int port;

  H2Server(Path folder) throws SQLException {
    this.folder = folder;
    start();
  }

  /** Starts it, or starts it again on the port that it had. */
  void start() throws SQLException {
    server =
        Server.createTcpServer(
                "-tcpPort", Integer.toString(port), "-baseDir", folder.toString(), "-ifNotExists")
            .start();
    port = server.getPort();
  }

  void stop() {
    server.stop();
  }

  int port() {
    return port;
  }

  String url() {
    return "jdbc:h2:tcp://127.0.0.1:%d/ledger;WRITE_DELAY=0;LOCK_TIMEOUT=1000;NETWORK_TIMEOUT=10000"
        .formatted(port);
  }

  @Override
  public void close() {
    stop();
  }
}
