package io.longhaul.embedded;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** Closes what was opened, last first, all of it whatever fails; a second time does nothing. */
final class Closing implements AutoCloseable {
  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  synchronized <T extends AutoCloseable> T add(T what) {
    open.push(what);
    return what;
  }

  /** For a start that failed: what closing adds to that failure goes with it. */
  void closeAfter(Exception failure) {
    try {
      close();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  @Override
  public synchronized void close() throws IOException {
    IOException failure = null;
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        if (failure == null) failure = new IOException("embedded cloud not stopped cleanly");
        failure.addSuppressed(e);
      }
    }
    if (failure != null) throw failure;
  }
}
