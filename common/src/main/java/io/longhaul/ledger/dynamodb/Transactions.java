package io.longhaul.ledger.dynamodb;

import io.longhaul.ledger.Key;
import io.longhaul.ledger.Retries;
import io.longhaul.ledger.Retries.AskAgain;
import io.longhaul.ledger.Row;
import io.longhaul.ledger.Transacted;
import io.longhaul.ledger.Write;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Get;
import software.amazon.awssdk.services.dynamodb.model.IdempotentParameterMismatchException;
import software.amazon.awssdk.services.dynamodb.model.ItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;

/** Several rows at one instant: TransactWriteItems and TransactGetItems. */
final class Transactions {
  private static final ReturnValuesOnConditionCheckFailure OLD =
      ReturnValuesOnConditionCheckFailure.ALL_OLD;

  private final DynamoDbAsyncClient client;
  private final String table;
  private final Retries retries;
  private final Answers answers;

  Transactions(DynamoDbAsyncClient client, String table, Retries retries, Answers answers) {
    this.client = client;
    this.table = table;
    this.retries = retries;
    this.answers = answers;
  }

  Transacted write(String token, List<Write> writes) {
    List<TransactWriteItem> items = writes.stream().map(this::item).toList();
    TransactWriteItemsRequest request =
        TransactWriteItemsRequest.builder().clientRequestToken(token).transactItems(items).build();
    try {
      return retries.ask("transact", () -> send(request, writes));
    } catch (IdempotentParameterMismatchException e) {
      // Another transaction took place under this token in the last ten minutes, say the same
      // settle
      // with another time in it. This one has not: its conditions, not its name, must say whether
      // it
      // may. The new token follows from the old, so that a repetition is still known as one.
      String other =
          UUID.nameUUIDFromBytes((token + writes).getBytes(StandardCharsets.UTF_8)).toString();
      TransactWriteItemsRequest again = request.toBuilder().clientRequestToken(other).build();
      return retries.ask("transact", () -> send(again, writes));
    }
  }

  private Transacted send(TransactWriteItemsRequest request, List<Write> writes) throws AskAgain {
    try {
      answers.to("TransactWriteItems", () -> client.transactWriteItems(request));
      return new Transacted.Applied();
    } catch (TransactionCanceledException cancelled) {
      Map<Key, Optional<Row>> refused = refused(writes, cancelled.cancellationReasons());
      if (!refused.isEmpty()) return new Transacted.Refused(refused);
      throw Answers.cancelled("transact", cancelled);
    }
  }

  /** The reasons stand in the order of the writes. */
  private static Map<Key, Optional<Row>> refused(
      List<Write> writes, List<CancellationReason> reasons) {
    Map<Key, Optional<Row>> refused = new LinkedHashMap<>();
    for (int i = 0; i < Math.min(writes.size(), reasons.size()); i++) {
      CancellationReason reason = reasons.get(i);
      if (!"ConditionalCheckFailed".equals(reason.code())) continue;
      boolean there = reason.hasItem() && !reason.item().isEmpty();
      refused.put(
          writes.get(i).key(), there ? Optional.of(Items.row(reason.item())) : Optional.empty());
    }
    return refused;
  }

  private TransactWriteItem item(Write write) {
    Expression expression = new Expression();
    String condition = expression.all(write.conditions());
    return switch (write) {
      case Write.Delete(Key key, _) ->
          TransactWriteItem.builder()
              .delete(
                  Delete.builder()
                      .tableName(table)
                      .key(Items.key(key))
                      .conditionExpression(condition)
                      .expressionAttributeNames(condition == null ? null : expression.names())
                      .expressionAttributeValues(expression.values())
                      .returnValuesOnConditionCheckFailure(OLD)
                      .build())
              .build();
      case Write.Update(Key key, _, var changes) when changes.isEmpty() ->
          TransactWriteItem.builder()
              .conditionCheck(
                  ConditionCheck.builder()
                      .tableName(table)
                      .key(Items.key(key))
                      .conditionExpression(condition)
                      .expressionAttributeNames(expression.names())
                      .expressionAttributeValues(expression.values())
                      .returnValuesOnConditionCheckFailure(OLD)
                      .build())
              .build();
      case Write.Update(Key key, _, var changes) ->
          TransactWriteItem.builder()
              .update(
                  Update.builder()
                      .tableName(table)
                      .key(Items.key(key))
                      .conditionExpression(condition)
                      .updateExpression(expression.update(changes))
                      .expressionAttributeNames(expression.names())
                      .expressionAttributeValues(expression.values())
                      .returnValuesOnConditionCheckFailure(OLD)
                      .build())
              .build();
    };
  }

  List<Row> snapshot(List<Key> keys) {
    List<TransactGetItem> gets =
        keys.stream()
            .map(key -> Get.builder().tableName(table).key(Items.key(key)).build())
            .map(get -> TransactGetItem.builder().get(get).build())
            .toList();
    TransactGetItemsRequest request = TransactGetItemsRequest.builder().transactItems(gets).build();
    return retries.ask(
        "snapshot",
        () -> {
          try {
            List<Row> rows = new ArrayList<>();
            for (ItemResponse item :
                answers
                    .to("TransactGetItems", () -> client.transactGetItems(request))
                    .responses()) {
              if (item.hasItem() && !item.item().isEmpty()) rows.add(Items.row(item.item()));
            }
            return rows;
          } catch (TransactionCanceledException cancelled) {
            throw Answers.cancelled("snapshot", cancelled);
          }
        });
  }
}
