package io.longhaul.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.pattern.CompositeConverter;
import java.util.regex.Pattern;

/** A part of a text line, in which nothing ends that line or speaks to the terminal. */
public final class Safely extends CompositeConverter<ILoggingEvent> {
  /** Control characters, and what else ends a line to some reader. */
  private static final Pattern UNSAFE =
      Pattern.compile("[\\p{Cntrl}\\x{80}-\\x{9f}\\u2028\\u2029]");

  @Override
  protected String transform(ILoggingEvent event, String part) {
    return of(part);
  }

  static String of(String text) {
    return UNSAFE.matcher(text).replaceAll("?");
  }
}
