package io.longhaul.coordinator;

import io.longhaul.text.Shown;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * One row of a spreadsheet's file, RFC 4180, with its end.
 *
 * <p>No cell can pass for a formula: what begins with {@code = + - @} gets a {@code '} before it.
 */
public final class CsvRow {
  private static final String FORMULA = "=+-@\t\r";

  private CsvRow() {}

  public static String of(String... cells) {
    return Arrays.stream(cells).map(CsvRow::cell).collect(Collectors.joining(",", "", "\r\n"));
  }

  /** Guarded before control characters are shown, so that a tab cannot hide a formula. */
  public static String cell(String value) {
    boolean formula = !value.isEmpty() && FORMULA.indexOf(value.charAt(0)) >= 0;
    String shown = (formula ? "'" : "") + Shown.text(value);
    boolean quoted = shown.contains(",") || shown.contains("\"") || shown.contains("'");
    return quoted ? "\"" + shown.replace("\"", "\"\"") + "\"" : shown;
  }
}
