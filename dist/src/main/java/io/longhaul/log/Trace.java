package io.longhaul.log;

import ch.qos.logback.classic.pattern.ThrowableHandlingConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import org.jspecify.annotations.Nullable;

/** A stack trace as the JVM writes it, but for its messages: each of them stays in its line. */
public final class Trace extends ThrowableHandlingConverter {
  /** A chain of causes may be a circle. */
  private static final int MOST_CAUSES = 20;

  @Override
  public String convert(ILoggingEvent event) {
    StringBuilder trace = new StringBuilder();
    @Nullable IThrowableProxy thrown = event.getThrowableProxy();
    for (int i = 0; thrown != null && i < MOST_CAUSES; i++) {
      if (i > 0) trace.append("Caused by: ");
      write(thrown, trace);
      thrown = thrown.getCause();
    }
    return trace.toString();
  }

  private static void write(IThrowableProxy thrown, StringBuilder trace) {
    trace.append(thrown.getClassName());
    if (thrown.getMessage() != null) trace.append(": ").append(Safely.of(thrown.getMessage()));
    trace.append('\n');
    StackTraceElementProxy[] frames = thrown.getStackTraceElementProxyArray();
    int own = frames.length - thrown.getCommonFrames();
    for (int i = 0; i < own; i++) trace.append('\t').append(frames[i]).append('\n');
    if (own < frames.length) trace.append("\t... ").append(frames.length - own).append(" more\n");
  }
}
