package io.longhaul.ledger.dynamodb;

import io.longhaul.ledger.Attributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.BillingModeSummary;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** The one definition of the ledger's table on DynamoDB, and how another differs from it. */
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

  /**
   * What the ledger would miss in a table, and what was paid for otherwise; each a line.
   *
   * <p>Encryption is none of it: DynamoDB encrypts every table, and a key of one's own is no fault.
   */
  public static List<String> differences(TableDescription there) {
    CreateTableRequest wanted = request(there.tableName());
    List<String> differences = new ArrayList<>();
    if (!same(there.keySchema(), wanted.keySchema())) {
      differences.add(
          "its keys are %s instead of %s"
              .formatted(shown(there.keySchema()), shown(wanted.keySchema())));
    }
    there.globalSecondaryIndexes().stream()
        .filter(index -> index.indexName().equals(INDEX))
        .findFirst()
        .ifPresentOrElse(
            index -> compare(index, wanted.globalSecondaryIndexes().getFirst(), differences),
            () -> differences.add("it has no index '%s'".formatted(INDEX)));
    BillingModeSummary billing = there.billingModeSummary();
    if (billing == null || billing.billingMode() != BillingMode.PAY_PER_REQUEST) {
      differences.add("it is paid for by provisioned capacity instead of by request");
    }
    return List.copyOf(differences);
  }

  private static void compare(
      GlobalSecondaryIndexDescription there,
      GlobalSecondaryIndex wanted,
      List<String> differences) {
    if (!same(there.keySchema(), wanted.keySchema())) {
      differences.add(
          "the keys of its index '%s' are %s instead of %s"
              .formatted(INDEX, shown(there.keySchema()), shown(wanted.keySchema())));
    }
    if (there.projection().projectionType() == ProjectionType.ALL) return;
    TreeSet<String> missing = new TreeSet<>(wanted.projection().nonKeyAttributes());
    missing.removeAll(there.projection().nonKeyAttributes());
    if (!missing.isEmpty()) {
      differences.add(
          "its index '%s' does not show %s".formatted(INDEX, String.join(", ", missing)));
    }
  }

  private static boolean same(List<KeySchemaElement> there, List<KeySchemaElement> wanted) {
    return Set.copyOf(there).equals(Set.copyOf(wanted));
  }

  private static String shown(List<KeySchemaElement> keys) {
    return keys.stream()
        .map(key -> key.attributeName() + " (" + key.keyTypeAsString() + ")")
        .collect(Collectors.joining(", "));
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
