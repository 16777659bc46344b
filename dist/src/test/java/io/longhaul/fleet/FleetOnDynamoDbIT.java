package io.longhaul.fleet;

import io.longhaul.ledger.Table;
import io.longhaul.ledger.dynamodb.DynamoDbLocal;
import io.longhaul.stack.LocalCloud;
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
    LocalCloud described = cloud.described();
    environment.put("AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.endpoint().toString());
    environment.put("AWS_ENDPOINT_URL_SQS", described.queues().endpoint());
    environment.put("AWS_ENDPOINT_URL_S3", described.s3().endpoint());
    environment.put("AWS_ACCESS_KEY_ID", described.s3().keyId());
    environment.put("AWS_SECRET_ACCESS_KEY", described.s3().secret());
    environment.put("AWS_REGION", "us-east-1");
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
