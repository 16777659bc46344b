package io.longhaul.embedded.hooks;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Does something once after exactly so many bytes were written, or at the end if it comes first.
 */
final class WatchedOutput extends FilterOutputStream {
  private final Runnable action;
  private long left;
  private boolean done;

  WatchedOutput(OutputStream out, long after, Runnable action) {
    super(out);
    this.left = after;
    this.action = action;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (done || left >= length) {
      out.write(bytes, offset, length);
      left -= done ? 0 : length;
      return;
    }
    int before = (int) left;
    out.write(bytes, offset, before);
    out.flush();
    actOnce();
    out.write(bytes, offset + before, length - before);
  }

  @Override
  public void close() throws IOException {
    actOnce();
    super.close();
  }

  private void actOnce() {
    if (done) return;
    done = true;
    action.run();
  }
}
