package io.longhaul.s3.vertx;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.vertx.core.buffer.Buffer;
import java.util.zip.CRC32C;

/**
 * A body in the chunks of S3's {@code aws-chunked} encoding, with its checksum behind it, which is
 * known only then. Chunks are of {@link Upload#CHUNK} bytes, but for the last.
 */
final class AwsChunks {
  private static final String END = "\r\n";
  private static final int CRC_LENGTH = 8;

  private final CRC32C crc = new CRC32C();

  /** How long a body of that length becomes, in bytes. */
  static long length(long body) {
    long whole = body / Upload.CHUNK;
    long rest = body % Upload.CHUNK;
    long chunks = whole * framed(Upload.CHUNK) + (rest > 0 ? framed(rest) : 0);
    return chunks + "0\r\n".length() + Crc32c.HEADER.length() + 1 + CRC_LENGTH + 2L * END.length();
  }

  private static long framed(long chunk) {
    return Long.toHexString(chunk).length() + END.length() + chunk + END.length();
  }

  Buffer chunk(byte[] bytes) {
    crc.update(bytes);
    return Buffer.buffer(bytes.length + 16)
        .appendBytes((Integer.toHexString(bytes.length) + END).getBytes(US_ASCII))
        .appendBytes(bytes)
        .appendBytes(END.getBytes(US_ASCII));
  }

  Buffer end() {
    String trailer = "0" + END + Crc32c.HEADER + ":" + Crc32c.written(crc) + END + END;
    return Buffer.buffer(trailer.getBytes(US_ASCII));
  }
}
