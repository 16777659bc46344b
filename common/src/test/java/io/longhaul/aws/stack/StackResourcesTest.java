package io.longhaul.aws.stack;

import io.longhaul.engine.ElasticMq;
import io.longhaul.ledger.dynamodb.DynamoDbLocal;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** On servers of this process. */
class StackResourcesTest extends StackResourcesContract {
  private static DynamoDbLocal dynamoDb;

  @BeforeAll
  static void start() throws Exception {
    dynamoDb = new DynamoDbLocal();
  }

  @AfterAll
  static void stop() throws Exception {
    dynamoDb.close();
  }

  @Override
  protected URI dynamoDbEndpoint() {
    return dynamoDb.endpoint();
  }

  @Override
  protected URI sqsEndpoint() {
    return ElasticMq.endpoint();
  }

  @Override
  protected boolean recoversTables() {
    return false;
  }
}
