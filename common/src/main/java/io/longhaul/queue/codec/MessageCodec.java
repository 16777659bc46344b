package io.longhaul.queue.codec;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.longhaul.unit.RunName;
import io.longhaul.unit.UnitId;
import io.longhaul.unit.UnitRef;
import java.util.Optional;

/** Writes and reads the body of a message; what is not exactly one of ours reads as empty. */
public final class MessageCodec {
  private static final int VERSION = 1;

  /** Twice what the longest of ours takes; anybody's megabyte is not even parsed. */
  private static final int LONGEST = 256;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private MessageCodec() {}

  public static String encode(UnitRef unit) {
    return JSON.createObjectNode()
        .put("v", VERSION)
        .put("run", unit.run().value())
        .put("unit", unit.unit().value())
        .toString();
  }

  /** The unit that a body points at; empty for any other text whatever, never an exception. */
  public static Optional<UnitRef> decode(String body) {
    if (body.length() > LONGEST) return Optional.empty();
    try {
      JsonNode message = JSON.readTree(body);
      JsonNode version = message.path("v");
      JsonNode run = message.path("run");
      JsonNode unit = message.path("unit");
      boolean ours =
          message.isObject()
              && message.size() == 3
              && version.isInt()
              && version.intValue() == VERSION
              && run.isTextual()
              && unit.isTextual();
      if (!ours) return Optional.empty();
      return Optional.of(new UnitRef(new RunName(run.textValue()), new UnitId(unit.textValue())));
    } catch (JacksonException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
