package io.longhaul.log;

import java.io.Writer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs each line that is written to it, so that whoever reads objects meets nothing else. */
final class SaidLines extends Writer {
  private static final Logger LOG = LoggerFactory.getLogger(SaidLines.class);

  private final StringBuilder begun = new StringBuilder();

  @Override
  public void write(char[] text, int from, int length) {
    synchronized (lock) {
      for (int i = from; i < from + length; i++) {
        if (text[i] == '\n') end();
        else begun.append(text[i]);
      }
    }
  }

  private void end() {
    String line = begun.toString().strip();
    begun.setLength(0);
    if (!line.isEmpty()) LOG.atInfo().log(line);
  }

  /** A line that is not yet whole is said when it is. */
  @Override
  public void flush() {}

  @Override
  public void close() {
    synchronized (lock) {
      end();
    }
  }
}
