package io.longhaul;

import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.IntSupplier;

/** The terminal that this process writes to, if it is one. */
final class Terminal {
  private static final int DEFAULT = 80;

  /** The width is asked for again at each so many-th picture: a window is seldom resized. */
  private static final int PICTURES = 10;

  private int columns;
  private int pictures;

  private Terminal() {}

  /** How wide it is, as of late; empty: it is a file or a pipe. */
  static Optional<IntSupplier> columns() {
    Console console = System.console();
    if (console == null || !console.isTerminal()) return Optional.empty();
    return Optional.of(new Terminal()::width);
  }

  /** Waits for a line that is typed; empty: the terminal is gone, or there is none. */
  static Optional<String> line() {
    Console console = System.console();
    return Optional.ofNullable(console == null ? null : console.readLine());
  }

  private synchronized int width() {
    if (pictures++ % PICTURES == 0) columns = ask();
    return columns;
  }

  /** {@code stty} is POSIX, and prints rows and columns of the terminal that is its stdin. */
  private static int ask() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(new File("/dev/tty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String size =
          new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
      int columns = Integer.parseInt(size.substring(size.indexOf(' ') + 1));
      return columns > 0 ? columns : DEFAULT;
    } catch (IOException | NumberFormatException e) {
      return DEFAULT;
    }
  }
}
