package io.longhaul.job.form;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** Writes maps, lists, texts, numbers and truths as JSON, in the order that they have. */
public final class TreeJson {
  private static final JsonFactory JSON = new JsonFactory();

  private TreeJson() {}

  /** In one line, without spaces. */
  public static String write(Object tree) {
    return write(tree, false);
  }

  /** For people: indented by two, on every machine the same. */
  public static String pretty(Object tree) {
    return write(tree, true) + "\n";
  }

  private static String write(Object tree, boolean pretty) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = JSON.createGenerator(text)) {
      if (pretty) generator.setPrettyPrinter(printer());
      value(generator, tree);
    } catch (IOException e) {
      throw new UncheckedIOException("a StringWriter does not fail", e);
    }
    return text.toString();
  }

  private static DefaultPrettyPrinter printer() {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    Separators separators =
        Separators.createDefaultInstance()
            .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
            .withArrayValueSpacing(Separators.Spacing.AFTER);
    return new DefaultPrettyPrinter(separators).withObjectIndenter(lines);
  }

  private static void value(JsonGenerator generator, Object value) throws IOException {
    switch (value) {
      case Map<?, ?> map -> {
        generator.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          generator.writeFieldName((String) entry.getKey());
          value(generator, entry.getValue());
        }
        generator.writeEndObject();
      }
      case List<?> list -> {
        generator.writeStartArray();
        for (Object item : list) value(generator, item);
        generator.writeEndArray();
      }
      case Integer number -> generator.writeNumber(number);
      case Boolean truth -> generator.writeBoolean(truth);
      case String text -> generator.writeString(text);
      default -> throw new IllegalStateException("no JSON is made of a " + value.getClass());
    }
  }
}
