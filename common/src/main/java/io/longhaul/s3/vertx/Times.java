package io.longhaul.s3.vertx;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Times as S3 writes them in documents, {@code 2026-11-01T01:02:03.000Z}, read without a parser.
 */
final class Times {
  private static final String FORM = "0000-00-00T00:00:00";
  private static final int MILLIS_FORM = FORM.length() + ".000Z".length();

  private Times() {}

  /**
   * Any time that {@link Instant#parse} reads; this one form fast.
   *
   * @throws DateTimeException if it is none
   */
  static Instant of(String text) {
    if (!isFast(text)) return Instant.parse(text);
    long day =
        LocalDate.of(number(text, 0, 4), number(text, 5, 2), number(text, 8, 2)).toEpochDay();
    int hour = number(text, 11, 2);
    int minute = number(text, 14, 2);
    int second = number(text, 17, 2);
    if (hour > 23 || minute > 59 || second > 59) return Instant.parse(text); // which says why not
    long millis = text.length() == MILLIS_FORM ? number(text, 20, 3) : 0;
    long seconds = ((day * 24 + hour) * 60 + minute) * 60 + second;
    return Instant.ofEpochSecond(seconds, millis * 1_000_000);
  }

  private static boolean isFast(String text) {
    int length = text.length();
    boolean withMillis = length == MILLIS_FORM && text.charAt(FORM.length()) == '.';
    if (!withMillis && length != FORM.length() + 1) return false;
    if (text.charAt(length - 1) != 'Z') return false;
    for (int i = 0; i < FORM.length(); i++) {
      char wanted = FORM.charAt(i);
      char there = text.charAt(i);
      if (wanted == '0' ? !isDigit(there) : there != wanted) return false;
    }
    for (int i = FORM.length() + 1; i < length - 1; i++) if (!isDigit(text.charAt(i))) return false;
    return true;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static int number(String text, int from, int digits) {
    int number = 0;
    for (int i = from; i < from + digits; i++) number = 10 * number + text.charAt(i) - '0';
    return number;
  }
}
