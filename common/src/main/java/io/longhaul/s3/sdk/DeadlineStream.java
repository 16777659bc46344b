package io.longhaul.s3.sdk;

import io.longhaul.time.Alarm;
import io.longhaul.time.Deadline;
import io.longhaul.time.Time;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import software.amazon.awssdk.core.ResponseInputStream;

/**
 * The bytes of a GET, which ends at its deadline, at an early close and at an interrupt by breaking
 * the connection, so that nothing waits for bytes that nobody wants.
 */
final class DeadlineStream extends InputStream {
  private final ResponseInputStream<?> from;
  private final Alarm closed;
  private final long length;
  private long got;
  private volatile boolean late;

  DeadlineStream(ResponseInputStream<?> from, long length, Time time, Deadline deadline) {
    this.from = from;
    this.length = length;
    this.closed = time.alarm();
    time.start("deadline of a get", () -> breakAt(deadline));
  }

  private void breakAt(Deadline deadline) {
    try {
      if (closed.await(deadline.remaining())) return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    late = true;
    from.abort();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int count) throws IOException {
    if (late && got < length) throw broken("the deadline passed"); // though more may be at hand
    int n;
    try {
      n = from.read(into, offset, count);
    } catch (RuntimeException e) {
      if (Thread.currentThread().isInterrupted()) throw interrupted(e);
      throw new IOException(late ? "the deadline passed" : "the stream broke", e);
    }
    if (n > 0) got += n;
    // What was cut off in silence must not pass for the whole.
    if (n < 0 && got < length) throw broken(late ? "the deadline passed" : "cut off");
    return n;
  }

  private IOException broken(String why) {
    return new IOException(why + " after " + got + " of " + length);
  }

  private static InterruptedIOException interrupted(RuntimeException cause) {
    InterruptedIOException interrupted = new InterruptedIOException("interrupted while reading");
    interrupted.initCause(cause);
    return interrupted;
  }

  @Override
  public void close() throws IOException {
    closed.ring();
    if (got < length) from.abort();
    from.close();
  }
}
