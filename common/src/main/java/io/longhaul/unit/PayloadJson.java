package io.longhaul.unit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longhaul.unit.Payload.Items;
import io.longhaul.unit.Payload.Keys;
import io.longhaul.unit.Payload.Listed;
import io.longhaul.unit.Payload.Range;
import io.longhaul.unit.Payload.Root;
import java.util.ArrayList;
import java.util.List;

/** A payload as the ledger keeps it: one JSON object whose {@code shape} says which it is. */
public final class PayloadJson {
  private static final ObjectMapper JSON = new ObjectMapper();

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
      json = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("payload is not JSON: " + e.getOriginalMessage(), e);
    }
    String shape = json.path("shape").asText();
    return switch (shape) {
      case "root" -> new Root(json.required("from").asLong());
      case "range" ->
          new Range(
              json.required("prefix").asText(),
              json.required("after").asText(),
              json.has("until") ? json.get("until").asText() : null);
      case "keys" -> {
        List<Listed> objects = new ArrayList<>();
        json.required("objects")
            .forEach(
                object -> objects.add(new Listed(object.get(0).asText(), object.get(1).asLong())));
        yield new Keys(objects);
      }
      case "items" -> {
        List<String> ids = new ArrayList<>();
        json.required("ids").forEach(id -> ids.add(id.asText()));
        yield new Items(ids);
      }
      default -> throw new IllegalArgumentException("payload of unknown shape '" + shape + "'");
    };
  }
}
