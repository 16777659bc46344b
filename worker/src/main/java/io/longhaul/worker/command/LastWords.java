package io.longhaul.worker.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The end of what a process said: all of it is read, and a few kilobytes are kept. */
final class LastWords {
  private static final int KEPT = 4 << 10;
  private static final int BLOCK = 8 << 10;
  private static final int MOST_LINES = 20;

  private final byte[] kept = new byte[KEPT];
  private long said;

  /** Reads until the end, or until somebody closes it. */
  void listen(InputStream to) {
    byte[] block = new byte[BLOCK];
    try {
      for (int got = to.read(block); got >= 0; got = to.read(block)) add(block, got);
    } catch (IOException e) {
      // closed: what was said so far is all there is
    }
  }

  private synchronized void add(byte[] block, int length) {
    for (int i = 0; i < length; i++) kept[(int) (said++ % KEPT)] = block[i];
  }

  /** The last lines that are not blank, each fit for a line of a terminal. */
  synchronized List<String> lines() {
    int length = (int) Math.min(said, KEPT);
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) bytes[i] = kept[(int) ((said - length + i) % KEPT)];
    List<String> lines =
        new String(bytes, StandardCharsets.UTF_8)
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .map(LastWords::shown)
            .toList();
    return lines.subList(Math.max(0, lines.size() - MOST_LINES), lines.size());
  }

  /** As keys are shown in the store's own messages. */
  private static String shown(String line) {
    StringBuilder shown = new StringBuilder(line.length());
    line.codePoints()
        .forEach(c -> {
          boolean plain =
              switch (Character.getType(c)) {
                case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
                default -> true;
              };
          if (plain) shown.appendCodePoint(c);
          else shown.append("\\u{%x}".formatted(c));
        });
    return shown.toString();
  }
}
