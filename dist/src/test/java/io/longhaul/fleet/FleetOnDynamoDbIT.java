package io.longhaul.fleet;

import io.longhaul.ledger.Table;
import io.longhaul.ledger.dynamodb.DynamoDbLocal;
import io.longhaul.stack.Stack;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** As on AWS: the processes know endpoints and credentials only, and the ledger is DynamoDB's. */
class FleetOnDynamoDbIT extends FleetContract {
  private DynamoDbLocal dynamoDb;
  private Table table;

  @Override
  List<String> reach(Cloud cloud, Map<String, String> environment) throws Exception {
    dynamoDb = new DynamoDbLocal();
    table = dynamoDb.makeTable("longhaul-" + Cloud.STACK);
    environment.putAll(cloud.endpoints());
    environment.put("AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.endpoint().toString());
    return List.of();
  }

  @Override
  Table table(Stack local) {
    return table;
  }

  @AfterEach
  void stopDynamoDb() throws Exception {
    if (table != null) table.close();
    if (dynamoDb != null) dynamoDb.close();
  }
}
