package io.longhaul.coordinator.plan;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts what is read through it. */
final class CountedBytes extends FilterInputStream {
  private long bytes;

  CountedBytes(InputStream in) {
    super(in);
  }

  long bytes() {
    return bytes;
  }

  @Override
  public int read() throws IOException {
    int one = super.read();
    if (one >= 0) bytes++;
    return one;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int some = super.read(into, offset, length);
    if (some > 0) bytes += some;
    return some;
  }
}
