package io.longhaul.ledger.dynamodb;

import io.longhaul.ledger.Attributes;
import io.longhaul.ledger.Retries;
import io.longhaul.ledger.Retries.AskAgain;
import java.util.TreeSet;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/** The one definition of the ledger's table on DynamoDB, and how to make it. */
public final class DynamoDbSchema {
  /** The name of the sparse index. */
  public static final String INDEX = "open";

  private DynamoDbSchema() {}

  /** The table as it is to be made: paid by request, since runs come and go. */
  public static CreateTableRequest request(String table) {
    TreeSet<String> shown = new TreeSet<>(Attributes.INDEXED);
    shown.remove(Attributes.INDEX_PARTITION);
    shown.remove(Attributes.INDEX_SORT);
    return CreateTableRequest.builder()
        .tableName(table)
        .billingMode(BillingMode.PAY_PER_REQUEST)
        .attributeDefinitions(
            text(Items.PARTITION),
            text(Items.SORT),
            text(Attributes.INDEX_PARTITION),
            text(Attributes.INDEX_SORT))
        .keySchema(key(Items.PARTITION, KeyType.HASH), key(Items.SORT, KeyType.RANGE))
        .globalSecondaryIndexes(
            GlobalSecondaryIndex.builder()
                .indexName(INDEX)
                .keySchema(
                    key(Attributes.INDEX_PARTITION, KeyType.HASH),
                    key(Attributes.INDEX_SORT, KeyType.RANGE))
                .projection(
                    Projection.builder()
                        .projectionType(ProjectionType.INCLUDE)
                        .nonKeyAttributes(shown)
                        .build())
                .build())
        .build();
  }

  /** Makes the table, unless it is there, and waits until it takes requests. */
  public static void create(DynamoDbAsyncClient client, String table, Retries retries) {
    Answers answers = new Answers(client, table);
    retries.ask(
        "create table",
        () -> {
          try {
            return answers.to("CreateTable", () -> client.createTable(request(table)));
          } catch (ResourceInUseException there) {
            return there;
          }
        });
    retries.ask(
        "describe table",
        () -> {
          var described =
              answers.to("DescribeTable", () -> client.describeTable(d -> d.tableName(table)));
          TableStatus status = described.table().tableStatus();
          if (status != TableStatus.ACTIVE) throw new AskAgain(table + " is " + status);
          return status;
        });
  }

  private static AttributeDefinition text(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }
}
