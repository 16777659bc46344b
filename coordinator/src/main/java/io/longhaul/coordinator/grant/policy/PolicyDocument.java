package io.longhaul.coordinator.grant.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A policy as JSON: what is not ours is kept as it was read, in its order, whatever it means.
 *
 * <p>Its text is ASCII: IAM takes no other characters than Latin-1, and any as JSON's escapes.
 */
public final class PolicyDocument {
  private static final String VERSION = "2012-10-17";
  private static final String STATEMENT = "Statement";
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
          .build();

  private final ObjectNode root;
  private final List<JsonNode> statements;

  private PolicyDocument(ObjectNode root, List<JsonNode> statements) {
    this.root = root;
    this.statements = List.copyOf(statements);
  }

  /** One that says nothing yet. */
  public static PolicyDocument empty() {
    return new PolicyDocument(JSON.createObjectNode().put("Version", VERSION), List.of());
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException if it is none, and nothing may be done to it
   */
  public static PolicyDocument parse(String text) {
    try {
      if (!(JSON.readTree(text) instanceof ObjectNode root)) throw none("no object", null);
      JsonNode all = root.path(STATEMENT);
      if (all.isObject()) return new PolicyDocument(root, List.of(all));
      if (!all.isArray()) throw none("no statements", null);
      List<JsonNode> statements = new ArrayList<>();
      all.forEach(statements::add);
      return new PolicyDocument(root, statements);
    } catch (JsonProcessingException e) {
      throw none(e.getOriginalMessage(), e);
    }
  }

  private static IllegalArgumentException none(
      String why, @Nullable JsonProcessingException cause) {
    return new IllegalArgumentException("is not a policy that can be read: " + why, cause);
  }

  /** As {@link #with}, of statements that belong to no bucket's policy: without principal. */
  public static PolicyDocument of(List<Statement> all) {
    List<JsonNode> rendered = new ArrayList<>();
    for (Statement each : all) rendered.add(render(each, Optional.empty(), Optional.empty()));
    return new PolicyDocument(empty().root, rendered);
  }

  /** Who may assume a role, and what it has to say then. */
  public static PolicyDocument trust(String principal, Optional<String> externalId) {
    ObjectNode statement = JSON.createObjectNode().put("Effect", "Allow");
    statement.putObject("Principal").put("AWS", principal);
    statement.put("Action", "sts:AssumeRole");
    externalId.ifPresent(
        id -> statement.putObject("Condition").putObject("StringEquals").put("sts:ExternalId", id));
    return new PolicyDocument(empty().root, List.of(statement));
  }

  /** What a run's principal is allowed. */
  public record Allowed(String principal, Statement statement) {}

  /**
   * The same with a run's statements, in place of those that it had before.
   *
   * @throws IllegalArgumentException if they would mean something else in it
   */
  public PolicyDocument with(Sid sid, List<Allowed> ours) {
    List<JsonNode> all = new ArrayList<>(others(sid));
    boolean old = !VERSION.equals(root.path("Version").asText());
    for (int i = 0; i < ours.size(); i++) {
      Allowed each = ours.get(i);
      JsonNode statement =
          render(each.statement(), Optional.of(sid.numbered(i)), Optional.of(each.principal()));
      if (old && statement.toString().contains("${")) {
        throw new IllegalArgumentException(
            "is of a version in which a prefix with '$', '*' or '?' cannot be written; give it"
                + " \"Version\": \""
                + VERSION
                + "\"");
      }
      all.add(statement);
    }
    return new PolicyDocument(root, all);
  }

  /** The same without a run's statements. */
  public PolicyDocument without(Sid sid) {
    return new PolicyDocument(root, others(sid));
  }

  /** A run's statements. */
  public List<String> of(Sid sid) {
    return statements.stream().filter(each -> isOf(sid, each)).map(JsonNode::toString).toList();
  }

  /** Every statement. */
  public List<String> all() {
    return statements.stream().map(JsonNode::toString).toList();
  }

  /** Whether both hold the same of a run. */
  public boolean sameOf(Sid sid, PolicyDocument other) {
    return same(statements, other.statements, each -> isOf(sid, each));
  }

  /** Whether both say the same beside a run's statements, in whatever order. */
  public boolean sameBeside(Sid sid, PolicyDocument other) {
    return same(statements, other.statements, each -> !isOf(sid, each));
  }

  private static boolean same(
      List<JsonNode> these, List<JsonNode> those, Predicate<JsonNode> meant) {
    List<JsonNode> left = new ArrayList<>(those.stream().filter(meant).toList());
    return these.stream().filter(meant).allMatch(left::remove) && left.isEmpty();
  }

  private List<JsonNode> others(Sid sid) {
    return statements.stream().filter(each -> !isOf(sid, each)).toList();
  }

  private static boolean isOf(Sid sid, JsonNode statement) {
    return sid.isOf(statement.path("Sid").asText());
  }

  public boolean isEmpty() {
    return statements.isEmpty();
  }

  /** In bytes, as it is written. */
  public int size() {
    return text().getBytes(StandardCharsets.UTF_8).length;
  }

  /** On one line, for AWS. */
  public String text() {
    return written(JSON.writer());
  }

  /** For a person. */
  public String pretty() {
    return written(JSON.writerWithDefaultPrettyPrinter());
  }

  private String written(ObjectWriter writer) {
    ObjectNode whole = root.deepCopy();
    ArrayNode all = whole.putArray(STATEMENT);
    statements.forEach(all::add);
    try {
      return writer.writeValueAsString(whole);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can always be written", e);
    }
  }

  private static JsonNode render(Statement of, Optional<String> sid, Optional<String> principal) {
    ObjectNode statement = JSON.createObjectNode();
    sid.ifPresent(name -> statement.put("Sid", name));
    statement.put("Effect", "Allow");
    principal.ifPresent(arn -> statement.putObject("Principal").put("AWS", arn));
    several(statement, "Action", of.actions());
    several(statement, "Resource", of.resources());
    if (!of.conditions().isEmpty()) {
      ObjectNode conditions = statement.putObject("Condition");
      of.conditions()
          .forEach((operator, keys) -> {
            ObjectNode under = conditions.putObject(operator);
            keys.forEach(under::put);
          });
    }
    return statement;
  }

  private static void several(ObjectNode statement, String name, List<String> values) {
    if (values.size() == 1) {
      statement.put(name, values.getFirst());
      return;
    }
    ArrayNode array = statement.putArray(name);
    values.forEach(array::add);
  }

  @Override
  public String toString() {
    return text();
  }
}
