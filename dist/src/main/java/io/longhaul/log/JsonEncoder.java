package io.longhaul.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/**
 * One object a line, whatever comes from outside: {@code at}, {@code level}, {@code logger}, {@code
 * message}; then always {@code run}, {@code unit}, {@code kind}, {@code attempt}, {@code outcome},
 * null where a line is about no unit; then what else the line has.
 *
 * <p>Plain ASCII: there are more ends of a line than {@code \n}, and readers that heed them.
 */
public final class JsonEncoder extends EncoderBase<ILoggingEvent> {
  private static final List<String> FIXED = List.of("run", "unit", "kind", "attempt", "outcome");
  private static final byte[] NOTHING = {};
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  @Override
  public byte[] headerBytes() {
    return NOTHING;
  }

  @Override
  public byte[] footerBytes() {
    return NOTHING;
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    try (JsonGenerator json = JSON.createGenerator(line)) {
      json.writeStartObject();
      json.writeStringField("at", event.getInstant().toString());
      json.writeStringField("level", event.getLevel().toString());
      json.writeStringField("logger", simple(event.getLoggerName()));
      json.writeStringField("message", event.getFormattedMessage());
      Map<String, Object> values = values(event);
      for (String key : FIXED) write(json, key, values.remove(key));
      for (Map.Entry<String, Object> more : values.entrySet()) {
        write(json, more.getKey(), more.getValue());
      }
      IThrowableProxy thrown = event.getThrowableProxy();
      if (thrown != null) json.writeStringField("trace", ThrowableProxyUtil.asString(thrown));
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // into memory
    }
    line.write('\n');
    return line.toByteArray();
  }

  /** Of a key that comes twice the last counts: an object has each once. */
  private static Map<String, Object> values(ILoggingEvent event) {
    Map<String, Object> values = new LinkedHashMap<>();
    List<KeyValuePair> pairs = event.getKeyValuePairs();
    if (pairs == null) return values;
    for (KeyValuePair pair : pairs) values.put(pair.key, String.valueOf(pair.value));
    for (KeyValuePair pair : pairs) {
      if (pair.value instanceof Integer || pair.value instanceof Long) {
        values.put(pair.key, pair.value);
      }
    }
    return values;
  }

  private static void write(JsonGenerator json, String key, @Nullable Object value)
      throws IOException {
    switch (value) {
      case null -> json.writeNullField(key);
      case Integer number -> json.writeNumberField(key, number);
      case Long number -> json.writeNumberField(key, number);
      default -> json.writeStringField(key, value.toString());
    }
  }

  private static String simple(String logger) {
    return logger.substring(logger.lastIndexOf('.') + 1);
  }
}
