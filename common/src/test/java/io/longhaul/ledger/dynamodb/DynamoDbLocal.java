package io.longhaul.ledger.dynamodb;

import io.longhaul.ledger.Table;
import java.net.URI;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/**
 * AWS's DynamoDB Local in this process, in memory, on a free port of the loopback.
 *
 * <p>Test scope only: its licence forbids handing it on. Its own runner binds every interface and
 * may send telemetry; this one does neither.
 */
public final class DynamoDbLocal implements AutoCloseable {
  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);

  public DynamoDbLocal() throws Exception {
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    var requests = new LocalDynamoDBRequestHandler(0, true, null, true, false);
    server.setHandler(new ContextHandler(new LocalDynamoDBServerHandler(requests, null)));
    server.start();
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + connector.getLocalPort());
  }

  /**
   * Makes the ledger's table, for processes that find it there.
   *
   * @return the same table, as this process reaches it
   */
  public Table makeTable(String name) {
    return Clients.madeTable(endpoint(), name);
  }

  @Override
  public void close() throws Exception {
    server.stop();
  }
}
