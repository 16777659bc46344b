package io.longhaul.ledger.dynamodb;

import io.longhaul.ledger.Attributes;
import io.longhaul.ledger.Key;
import io.longhaul.ledger.Retries;
import io.longhaul.ledger.Retries.AskAgain;
import io.longhaul.ledger.Row;
import io.longhaul.unit.KeyOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** What is read one by one or in order: consistent, but for the index. */
final class Reads {
  private final DynamoDbAsyncClient client;
  private final String table;
  private final Retries retries;
  private final Answers answers;

  Reads(DynamoDbAsyncClient client, String table, Retries retries, Answers answers) {
    this.client = client;
    this.table = table;
    this.retries = retries;
    this.answers = answers;
  }

  Optional<Row> get(Key key) {
    GetItemRequest request =
        GetItemRequest.builder().tableName(table).key(Items.key(key)).consistentRead(true).build();
    return retries.ask(
        "get",
        () -> {
          var response = answers.to("GetItem", () -> client.getItem(request));
          return response.hasItem() && !response.item().isEmpty()
              ? Optional.of(Items.row(response.item()))
              : Optional.empty();
        });
  }

  /** DynamoDB answers for 16 MB at once, or for what it had capacity for, and names the rest. */
  List<Row> batch(List<Key> keys) {
    List<Row> rows = new ArrayList<>();
    List<Map<String, AttributeValue>> left = new ArrayList<>();
    for (Key key : keys) left.add(Items.key(key));
    return retries.ask(
        "read",
        () -> {
          List<Map<String, AttributeValue>> asked = List.copyOf(left);
          BatchGetItemRequest request =
              BatchGetItemRequest.builder()
                  .requestItems(
                      Map.of(
                          table,
                          KeysAndAttributes.builder().keys(asked).consistentRead(true).build()))
                  .build();
          var response = answers.to("BatchGetItem", () -> client.batchGetItem(request));
          for (var item : response.responses().getOrDefault(table, List.of())) {
            rows.add(Items.row(item));
          }
          KeysAndAttributes unprocessed = response.unprocessedKeys().get(table);
          if (unprocessed == null || unprocessed.keys().isEmpty()) return rows;
          left.clear();
          left.addAll(unprocessed.keys());
          throw new AskAgain(left.size() + " keys unprocessed");
        });
  }

  List<Row> query(String partition, String prefix, @Nullable String after, int limit) {
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":pk", AttributeValue.fromS(partition));
    QueryRequest.Builder request = QueryRequest.builder().tableName(table).consistentRead(true);
    String start = after == null ? "" : after;
    boolean within = !start.isEmpty();
    if (prefix.isEmpty()) {
      request.keyConditionExpression(within ? "pk = :pk AND sk > :after" : "pk = :pk");
      if (within) values.put(":after", AttributeValue.fromS(start));
    } else {
      request.keyConditionExpression("pk = :pk AND begins_with(sk, :prefix)");
      values.put(":prefix", AttributeValue.fromS(prefix));
      if (within && start.startsWith(prefix)) {
        // One condition on the sort key is all that DynamoDB takes; the start key is the second.
        request.exclusiveStartKey(Items.key(new Key(partition, start)));
      } else if (within && KeyOrder.compare(start, prefix) > 0) {
        return List.of();
      }
    }
    return pages("query", request.expressionAttributeValues(values), limit);
  }

  List<Row> index(String partition, String from, String to, int limit) {
    if (KeyOrder.compare(from, to) >= 0) return List.of();
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":pk", AttributeValue.fromS(partition));
    values.put(":to", AttributeValue.fromS(to));
    if (!from.isEmpty()) values.put(":from", AttributeValue.fromS(from));
    QueryRequest.Builder request =
        QueryRequest.builder()
            .tableName(table)
            .indexName(DynamoDbSchema.INDEX)
            .keyConditionExpression(
                from.isEmpty()
                    ? "gpk = :pk AND gsk < :to"
                    : "gpk = :pk AND gsk BETWEEN :from AND :to")
            .expressionAttributeValues(values);
    List<Row> rows = pages("index", request, limit);
    // BETWEEN includes its upper end; those rows come last, so none is missed for them.
    rows.removeIf(row -> row.text(Attributes.INDEX_SORT).equals(to));
    return rows;
  }

  private List<Row> pages(String what, QueryRequest.Builder request, int limit) {
    List<Row> rows = new ArrayList<>();
    do {
      QueryRequest page = request.limit(limit - rows.size()).build();
      QueryResponse response =
          retries.ask(what, () -> answers.to("Query", () -> client.query(page)));
      for (var item : response.items()) rows.add(Items.row(item));
      if (!response.hasLastEvaluatedKey() || response.lastEvaluatedKey().isEmpty()) break;
      request.exclusiveStartKey(response.lastEvaluatedKey());
    } while (rows.size() < limit);
    return rows;
  }
}
