package io.longhaul.fleet;

import io.longhaul.ledger.Table;
import io.longhaul.ledger.dynamodb.MotoDynamoDb;
import io.longhaul.stack.Stack;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** A second opinion on DynamoDB, where it is installed; slow, hence fewer units. */
class FleetOnMotoIT extends FleetContract {
  private MotoDynamoDb dynamoDb;
  private Table table;

  @Override
  int units() {
    return 200;
  }

  /** A try may then take three seconds: a split of ninety units takes moto most of one. */
  @Override
  int sessionSeconds() {
    return 45;
  }

  @Override
  List<String> reach(Cloud cloud, Map<String, String> environment) throws Exception {
    dynamoDb = new MotoDynamoDb();
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
  void stopDynamoDb() {
    if (dynamoDb != null) dynamoDb.close();
  }
}
