package io.longhaul.job.form;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Builds nodes from Jackson's tokens, JSON's and YAML's alike; bounded in depth. */
public final class Nodes {
  /** A job is three levels deep; whoever writes twenty means harm. */
  private static final int DEEPEST = 20;

  private Nodes() {}

  /** Looks at every token before it becomes a node, and may refuse it. */
  @FunctionalInterface
  public interface Guard {
    void check(JsonParser parser, int line) throws IOException;
  }

  /**
   * Reads one value, the parser standing on its first token.
   *
   * @throws Refused where the guard says so, or when it is nested too deep
   */
  public static Node read(JsonParser parser, Guard guard) throws IOException {
    return read(parser, guard, 0);
  }

  private static Node read(JsonParser parser, Guard guard, int depth) throws IOException {
    int line = parser.currentTokenLocation().getLineNr();
    if (depth > DEEPEST) throw new Refused(line, "", "is nested too deep for a job");
    guard.check(parser, line);
    JsonToken token = parser.currentToken();
    return switch (token) {
      case START_OBJECT -> mapping(parser, guard, depth, line);
      case START_ARRAY -> sequence(parser, guard, depth, line);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Node.Number(line, parser.getText());
      case VALUE_TRUE, VALUE_FALSE -> new Node.Truth(line, token == JsonToken.VALUE_TRUE);
      case VALUE_NULL -> new Node.Nothing(line);
      case VALUE_STRING -> new Node.Text(line, parser.getText());
      case END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
          throw new Refused(line, "", "is not readable here");
    };
  }

  private static Node mapping(JsonParser parser, Guard guard, int depth, int line)
      throws IOException {
    List<Node.Entry> entries = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      int keyLine = parser.currentTokenLocation().getLineNr();
      guard.check(parser, keyLine);
      String key = parser.currentName();
      parser.nextToken();
      entries.add(new Node.Entry(keyLine, key, read(parser, guard, depth + 1)));
    }
    return new Node.Mapping(line, entries);
  }

  private static Node sequence(JsonParser parser, Guard guard, int depth, int line)
      throws IOException {
    List<Node> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) items.add(read(parser, guard, depth + 1));
    return new Node.Sequence(line, items);
  }
}
