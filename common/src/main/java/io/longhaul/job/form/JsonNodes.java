package io.longhaul.job.form;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Builds nodes from JSON tokens, bounded in depth. */
public final class JsonNodes {
  private JsonNodes() {}

  /**
   * Reads one value, the parser standing on its first token.
   *
   * @throws Refused when it is nested too deep
   */
  public static Node read(JsonParser parser) throws IOException {
    return read(parser, 0);
  }

  private static Node read(JsonParser parser, int depth) throws IOException {
    int line = line(parser);
    Node.checkDepth(depth, line);
    JsonToken token = parser.currentToken();
    return switch (token) {
      case START_OBJECT -> mapping(parser, depth, line);
      case START_ARRAY -> sequence(parser, depth, line);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Node.Number(line, parser.getText());
      case VALUE_TRUE, VALUE_FALSE -> new Node.Truth(line, parser.getText());
      case VALUE_NULL -> new Node.Nothing(line);
      case VALUE_STRING -> new Node.Text(line, parser.getText());
      case END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
          throw new IllegalStateException("JSON has no value that begins as " + token);
    };
  }

  private static Node mapping(JsonParser parser, int depth, int line) throws IOException {
    List<Node.Entry> entries = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      int keyLine = line(parser);
      String key = parser.currentName();
      parser.nextToken();
      entries.add(new Node.Entry(keyLine, key, read(parser, depth + 1)));
    }
    return new Node.Mapping(line, entries);
  }

  private static Node sequence(JsonParser parser, int depth, int line) throws IOException {
    List<Node> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) items.add(read(parser, depth + 1));
    return new Node.Sequence(line, items);
  }

  private static int line(JsonParser parser) {
    return parser.currentTokenLocation().getLineNr();
  }
}
