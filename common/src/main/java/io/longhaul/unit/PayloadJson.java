package io.longhaul.unit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longhaul.unit.Payload.Assembly;
import io.longhaul.unit.Payload.Complete;
import io.longhaul.unit.Payload.Items;
import io.longhaul.unit.Payload.Keys;
import io.longhaul.unit.Payload.Listed;
import io.longhaul.unit.Payload.Parts;
import io.longhaul.unit.Payload.Range;
import io.longhaul.unit.Payload.Root;
import io.longhaul.unit.Payload.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

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
        if (range.uncut()) json.put("uncut", true);
      }
      case Keys keys -> {
        ArrayNode objects = json.put("shape", "keys").putArray("objects");
        keys.objects().forEach(object -> add(objects.addArray(), object));
        if (keys.alone() != null) json.put("alone", keys.alone().word());
        if (keys.turn() > 0) json.put("turn", keys.turn());
      }
      case Parts parts -> {
        json.put("shape", "parts").put("first", parts.first()).put("last", parts.last());
        write(parts.of(), json.putObject("of"));
      }
      case Complete complete -> {
        json.put("shape", "complete");
        if (complete.etag() != null) json.put("etag", complete.etag());
        // in one order: a payload's row is named by its content
        for (Fate each : complete.beside().stream().sorted().toList()) {
          json.withArray("beside").add(each.word());
        }
        write(complete.of(), json.putObject("of"));
      }
      case Slice slice -> {
        json.put("shape", "slice").put("bucket", slice.bucket()).put("key", slice.key());
        json.put("etag", slice.etag()).put("columns", slice.columns()).put("gzip", slice.gzip());
        json.put("from", slice.from()).put("until", slice.until());
      }
      case Items items -> {
        ArrayNode ids = json.put("shape", "items").putArray("ids");
        items.ids().forEach(ids::add);
      }
    }
    return json.toString();
  }

  private static void write(Assembly of, ObjectNode json) {
    json.putArray("object").add(of.object().key()).add(of.object().size());
    json.put("size", of.size()).put("etag", of.etag());
    if (of.target() != null) json.put("target", of.target());
    json.put("upload", of.upload()).put("part", of.partSize());
    if (of.turn() > 0) json.put("turn", of.turn());
    if (of.checksum() != null) json.put("checksum", of.checksum());
  }

  private static void add(ArrayNode json, Listed object) {
    json.add(object.key()).add(object.size());
    if (object.note() != null) json.add(object.note());
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
              textOrNull(json, "until"),
              json.has("uncut") && truth(json.path("uncut")));
      case "keys" ->
          new Keys(
              each(json.path("objects"), PayloadJson::listed),
              json.has("alone") ? FailureClass.of(text(json.path("alone"))) : null,
              turn(json));
      case "parts" ->
          new Parts(assembly(json.path("of")), small(json.path("first")), small(json.path("last")));
      case "complete" ->
          new Complete(assembly(json.path("of")), textOrNull(json, "etag"), beside(json));
      case "slice" ->
          new Slice(
              text(json.path("bucket")),
              text(json.path("key")),
              text(json.path("etag")),
              text(json.path("columns")),
              truth(json.path("gzip")),
              number(json.path("from")),
              number(json.path("until")));
      case "items" -> new Items(each(json.path("ids"), PayloadJson::text));
      default -> throw new IllegalArgumentException("payload of unknown shape '" + shape + "'");
    };
  }

  private static Assembly assembly(JsonNode json) {
    return new Assembly(
        listed(json.path("object")),
        number(json.path("size")),
        text(json.path("etag")),
        textOrNull(json, "target"),
        text(json.path("upload")),
        number(json.path("part")),
        turn(json),
        textOrNull(json, "checksum"));
  }

  private static Set<Fate> beside(JsonNode json) {
    if (!json.has("beside")) return Set.of();
    return Set.copyOf(each(json.path("beside"), word -> Fate.of(text(word))));
  }

  private static int turn(JsonNode json) {
    return json.has("turn") ? small(json.path("turn")) : 0;
  }

  private static Listed listed(JsonNode json) {
    if (json.size() != 2 && json.size() != 3) throw wrong("[key, size] or [key, size, note]", json);
    String note = json.size() == 3 ? text(json.path(2)) : null;
    return new Listed(text(json.path(0)), number(json.path(1)), note);
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

  private static @Nullable String textOrNull(JsonNode json, String name) {
    return json.has(name) ? text(json.path(name)) : null;
  }

  private static int small(JsonNode json) {
    if (!json.isIntegralNumber() || !json.canConvertToInt()) throw wrong("a small number", json);
    return json.intValue();
  }

  private static boolean truth(JsonNode json) {
    if (!json.isBoolean()) throw wrong("true or false", json);
    return json.booleanValue();
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
