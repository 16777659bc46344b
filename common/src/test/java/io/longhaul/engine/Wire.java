package io.longhaul.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/** A connection as its server holds it: what is written is sent at once, and it may be broken. */
public final class Wire extends OutputStream {
  private final Socket connection;
  private final InputStream in;
  private final OutputStream out;

  Wire(Socket connection, InputStream in) throws IOException {
    this.connection = connection;
    this.in = in;
    this.out = connection.getOutputStream();
    connection.setTcpNoDelay(true);
  }

  @Override
  public void write(int b) throws IOException {
    out.write(b);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    out.write(bytes, offset, length);
  }

  /** Sends each byte by itself. */
  public void writeEach(byte[] bytes) throws IOException {
    for (byte b : bytes) out.write(b);
  }

  /** Breaks it: the client hears of a reset, and what it has not read yet is lost to it. */
  public void reset() throws IOException {
    connection.setSoLinger(true, 0);
    connection.close();
  }

  /** Says nothing more, and comes back when the client has gone. */
  public void awaitGone() {
    try {
      while (in.read() >= 0) {}
    } catch (IOException e) {
      return; // gone by a reset
    }
  }
}
