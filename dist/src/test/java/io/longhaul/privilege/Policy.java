package io.longhaul.privilege;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** A policy as IAM judges by it, as far as ours go: what no statement allows is denied. */
record Policy(List<JsonNode> statements) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Policy of(JsonNode document) {
    List<JsonNode> statements = new ArrayList<>();
    document.get("Statement").forEach(statements::add);
    return new Policy(statements);
  }

  boolean allows(Call call) {
    return statements.stream().anyMatch(statement -> allows(statement, call));
  }

  private static boolean allows(JsonNode statement, Call call) {
    if (!statement.get("Effect").asText().equals("Allow")) {
      throw new IllegalArgumentException("only what is allowed is understood: " + statement);
    }
    return texts(statement.get("Action")).contains(call.action())
        && texts(statement.get("Resource")).stream().anyMatch(of -> like(of, call.resource()))
        && holds(statement.path("Condition"), call);
  }

  private static boolean holds(JsonNode conditions, Call call) {
    for (var operator : conditions.properties()) {
      for (var key : operator.getValue().properties()) {
        String name = operator.getKey() + " " + key.getKey();
        String value = key.getValue().asText();
        boolean holds =
            switch (name) {
              case "StringLike s3:prefix" -> !call.prefix().isEmpty() && like(value, call.prefix());
              case "StringEquals kms:ViaService" -> value.equals(call.via());
              // whoever asks by themselves asks through nobody
              case "ForAnyValue:StringEquals aws:CalledVia" -> false;
              default -> throw new IllegalArgumentException(name);
            };
        if (!holds) return false;
      }
    }
    return true;
  }

  /** IAM's own wildcards, and its escapes of them. */
  private static boolean like(String pattern, String text) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (pattern.startsWith("${", i) && pattern.startsWith("}", i + 3)) {
        regex.append(Pattern.quote(pattern.substring(i + 2, i + 3)));
        i += 3;
      } else if (c == '*') regex.append(".*");
      else if (c == '?') regex.append('.');
      else regex.append(Pattern.quote(String.valueOf(c)));
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(text).matches();
  }

  private static List<String> texts(JsonNode one) {
    if (one.isTextual()) return List.of(one.asText());
    List<String> all = new ArrayList<>();
    one.forEach(each -> all.add(each.asText()));
    return all;
  }

  /** Every action in it. */
  Set<String> actions() {
    Set<String> actions = new TreeSet<>();
    for (JsonNode each : statements) actions.addAll(texts(each.get("Action")));
    return actions;
  }

  /** The same without what is allowed to a service alone that is asked for it. */
  Policy byOneself() {
    return new Policy(
        statements.stream().filter(each -> !each.toString().contains("aws:CalledVia")).toList());
  }

  /** The same without an action, wherever it is allowed. */
  Policy without(String action) {
    List<JsonNode> left = new ArrayList<>();
    for (JsonNode each : statements) {
      List<String> actions = new ArrayList<>(texts(each.get("Action")));
      actions.remove(action);
      if (actions.isEmpty()) continue;
      ObjectNode copy = each.deepCopy();
      ArrayNode rest = copy.putArray("Action");
      actions.forEach(rest::add);
      left.add(copy);
    }
    return new Policy(left);
  }

  /**
   * As moto judges: batches and transactions under the names of their requests, DynamoDB and a look
   * for a queue by its name without resources, and no conditions.
   */
  String asMotoReads() {
    ObjectNode document = JSON.createObjectNode().put("Version", "2012-10-17");
    ArrayNode all = document.putArray("Statement");
    for (JsonNode each : statements) {
      ObjectNode copy = each.deepCopy();
      copy.remove("Condition");
      ArrayNode actions = copy.putArray("Action");
      boolean table = false;
      for (String action : texts(each.get("Action"))) {
        actions.add(action);
        table |= action.startsWith("dynamodb:");
        switch (action) {
          case "sqs:SendMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility" ->
              actions.add(action + "Batch");
          case "dynamodb:UpdateItem" -> actions.add("dynamodb:TransactWriteItems");
          case "dynamodb:GetItem" -> actions.add("dynamodb:TransactGetItems");
          default -> {}
        }
      }
      if (table) copy.put("Resource", "*");
      all.add(copy);
      if (texts(each.get("Action")).contains("sqs:GetQueueUrl")) {
        all.addObject()
            .put("Effect", "Allow")
            .put("Action", "sqs:GetQueueUrl")
            .put("Resource", "*");
      }
    }
    return document.toString();
  }
}
