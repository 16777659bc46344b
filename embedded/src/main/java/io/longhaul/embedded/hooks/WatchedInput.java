package io.longhaul.embedded.hooks;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Does something once after exactly so many bytes were read, or at the end if it comes first. */
final class WatchedInput extends FilterInputStream {
  private final Runnable action;
  private long left;
  private boolean done;

  WatchedInput(InputStream in, long after, Runnable action) {
    super(in);
    this.left = after;
    this.action = action;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) return 0;
    if (left == 0) actOnce();
    int got = in.read(bytes, offset, done ? length : (int) Math.min(left, length));
    if (got < 0) actOnce();
    else if (!done) left -= got;
    return got;
  }

  private void actOnce() {
    if (done) return;
    done = true;
    action.run();
  }
}
