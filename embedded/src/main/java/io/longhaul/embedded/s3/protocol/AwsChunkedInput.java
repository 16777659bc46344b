package io.longhaul.embedded.s3.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The content inside an aws-chunked body; trailers are there once it has ended. */
public final class AwsChunkedInput extends InputStream {
  private static final int MAX_LINE = 8_192;

  private final InputStream in;
  private final Map<String, String> trailers = new HashMap<>();
  private long left;
  private boolean first = true;
  private boolean ended;

  /** Reads byte by byte between chunks: give it a buffered stream. */
  public AwsChunkedInput(InputStream in) {
    this.in = in;
  }

  /** By lower-case name. */
  public Map<String, String> trailers() {
    return trailers;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) return 0;
    if (left == 0 && !ended) nextChunk();
    if (ended) return -1;
    int got = in.read(bytes, offset, (int) Math.min(left, length));
    if (got < 0) throw S3Failure.incompleteBody();
    left -= got;
    return got;
  }

  /** {@code size[;chunk-signature=...]}, content, empty line; the last chunk has size 0. */
  private void nextChunk() throws IOException {
    if (!first && !line().isEmpty()) throw malformed();
    first = false;
    String header = line();
    int semicolon = header.indexOf(';');
    try {
      left = Long.parseLong(semicolon < 0 ? header : header.substring(0, semicolon), 16);
    } catch (NumberFormatException e) {
      throw malformed();
    }
    if (left < 0) throw malformed();
    if (left == 0) {
      ended = true;
      readTrailers();
    }
  }

  private void readTrailers() throws IOException {
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      if (colon < 0) throw malformed();
      trailers.put(
          line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
          line.substring(colon + 1).strip());
    }
  }

  /** The end of the stream ends a line too: some clients leave out the last empty one. */
  private String line() throws IOException {
    var line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      if (line.length() == MAX_LINE) throw malformed();
      line.append((char) c);
    }
    if (line.length() > 0 && line.charAt(line.length() - 1) == '\r') {
      line.setLength(line.length() - 1);
    }
    return line.toString();
  }

  private static S3Failure malformed() {
    return S3Failure.invalidRequest("The aws-chunked body is malformed.");
  }
}
