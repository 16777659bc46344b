package io.longhaul.ledger.dynamodb;

import io.longhaul.engine.Moto;
import io.longhaul.ledger.Table;
import java.io.IOException;
import java.net.URI;

/**
 * moto's DynamoDB for many processes: one request at a time, because moto looks at a condition and
 * writes in two steps. It begins empty, and skips the test where moto is not installed.
 */
public final class MotoDynamoDb implements AutoCloseable {
  private final FaultyFront front;

  public MotoDynamoDb() throws IOException {
    front = FaultyFront.oneAtATime(Moto.emptied());
  }

  public URI endpoint() {
    return front.endpoint();
  }

  /**
   * Makes the ledger's table, for processes that find it there.
   *
   * @return the same table, as this process reaches it
   */
  public Table makeTable(String name) {
    return Clients.madeTable(endpoint(), name);
  }

  /** One that somebody else has made. */
  public Table table(String name) {
    return Clients.table(endpoint(), name);
  }

  @Override
  public void close() {
    front.close();
  }
}
