package io.longhaul.s3.vertx;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.CRC32C;

/** The checksum that S3 is sent with a body, and keeps if it is right. */
final class Crc32c {
  static final String HEADER = "x-amz-checksum-crc32c";

  private Crc32c() {}

  static String of(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return written(crc);
  }

  /** As headers and trailers have it. */
  static String written(CRC32C crc) {
    byte[] four = ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).array();
    return Base64.getEncoder().encodeToString(four);
  }
}
