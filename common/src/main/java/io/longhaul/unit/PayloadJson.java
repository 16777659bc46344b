package io.longhaul.unit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longhaul.unit.Payload.Items;
import io.longhaul.unit.Payload.Keys;
import io.longhaul.unit.Payload.Listed;
import io.longhaul.unit.Payload.Range;
import io.longhaul.unit.Payload.Root;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A payload as the ledger keeps it: one JSON object whose {@code shape} says which it is. */
public final class PayloadJson {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectReader STRICT =
      JSON.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private PayloadJson() {}

  public static String write(Payload payload) {
    ObjectNode json = JSON.createObjectNode();
    switch (payload) {
      case Root root -> json.put("shape", "root").put("from", root.from());
      case Range range -> {
        json.put("shape", "range").put("prefix", range.prefix()).put("after", range.after());
        if (range.until() != null) json.put("until", range.until());
      }
      case Keys keys -> {
        ArrayNode objects = json.put("shape", "keys").putArray("objects");
        keys.objects().forEach(object -> objects.addArray().add(object.key()).add(object.size()));
        if (keys.alone() != null) json.put("alone", keys.alone().word());
      }
      case Items items -> {
        ArrayNode ids = json.put("shape", "items").putArray("ids");
        items.ids().forEach(ids::add);
      }
    }
    return json.toString();
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException if it is anything else
   */
  public static Payload read(String text) {
    JsonNode json;
    try {
      json = STRICT.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("payload is not JSON: " + e.getOriginalMessage(), e);
    }
    String shape = text(json.path("shape"));
    return switch (shape) {
      case "root" -> new Root(number(json.path("from")));
      case "range" ->
          new Range(
              text(json.path("prefix")),
              text(json.path("after")),
              json.has("until") ? text(json.path("until")) : null);
      case "keys" ->
          new Keys(
              each(json.path("objects"), PayloadJson::listed),
              json.has("alone") ? FailureClass.of(text(json.path("alone"))) : null);
      case "items" -> new Items(each(json.path("ids"), PayloadJson::text));
      default -> throw new IllegalArgumentException("payload of unknown shape '" + shape + "'");
    };
  }

  private static Listed listed(JsonNode json) {
    if (json.size() != 2) throw wrong("[key, size]", json);
    return new Listed(text(json.path(0)), number(json.path(1)));
  }

  private static <T> List<T> each(JsonNode json, Function<JsonNode, T> read) {
    if (!json.isArray()) throw wrong("a list", json);
    List<T> all = new ArrayList<>();
    for (JsonNode one : json) all.add(read.apply(one));
    return all;
  }

  private static String text(JsonNode json) {
    if (!json.isTextual()) throw wrong("text", json);
    return json.textValue();
  }

  private static long number(JsonNode json) {
    if (!json.isIntegralNumber() || !json.canConvertToLong()) throw wrong("a whole number", json);
    return json.longValue();
  }

  private static IllegalArgumentException wrong(String expected, JsonNode json) {
    String found = json.isMissingNode() ? "nothing" : json.toString();
    return new IllegalArgumentException("payload has %s for %s".formatted(found, expected));
  }
}
