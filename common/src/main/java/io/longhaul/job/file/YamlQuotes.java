package io.longhaul.job.file;

import org.yaml.snakeyaml.reader.StreamReader;

/** Writes text so that YAML reads the same text back. */
final class YamlQuotes {
  private YamlQuotes() {}

  /** As it is where that is safe, else in double quotes. */
  static String of(String text) {
    return YamlScalar.isPlainText(text) ? text : quoted(text);
  }

  static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints().forEach(c -> quoted.append(escaped(c)));
    return quoted.append('"').toString();
  }

  private static String escaped(int c) {
    boolean space = c != ' ' && (Character.isWhitespace(c) || Character.isSpaceChar(c));
    if (c == '"' || c == '\\') return "\\" + (char) c;
    if (space || c == 0xFEFF || c == 0x85 || !StreamReader.isPrintable(c)) {
      return c > 0xFFFF ? "\\U%08x".formatted(c) : "\\u%04x".formatted(c);
    }
    return Character.toString(c);
  }
}
