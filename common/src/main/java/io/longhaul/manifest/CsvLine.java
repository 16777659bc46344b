package io.longhaul.manifest;

import java.util.ArrayList;
import java.util.List;

/** Fields of one line of CSV (RFC 4180, but for line breaks within a field: keys are encoded). */
final class CsvLine {
  private CsvLine() {}

  static List<String> fields(String line) throws BadRow {
    List<String> fields = new ArrayList<>();
    int at = 0;
    while (true) {
      StringBuilder field = new StringBuilder();
      at =
          at < line.length() && line.charAt(at) == '"'
              ? quoted(line, at, field)
              : plain(line, at, field);
      fields.add(field.toString());
      if (at == line.length()) return fields;
      if (line.charAt(at) != ',') throw new BadRow("has text behind a closing quote");
      at++;
    }
  }

  private static int plain(String line, int from, StringBuilder field) {
    int end = line.indexOf(',', from);
    if (end < 0) end = line.length();
    field.append(line, from, end);
    return end;
  }

  private static int quoted(String line, int from, StringBuilder field) throws BadRow {
    int at = from + 1;
    while (at < line.length()) {
      char c = line.charAt(at++);
      if (c != '"') field.append(c);
      else if (at < line.length() && line.charAt(at) == '"') field.append(line.charAt(at++));
      else return at;
    }
    throw new BadRow("has a quote that is not closed");
  }
}
