package io.longhaul.s3.vertx;

import io.longhaul.s3.ChecksumForm;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;
import org.jspecify.annotations.Nullable;

/** The checksums that S3 is sent with a body, and keeps if they are right. */
enum Algorithm {
  CRC64NVME(Long.BYTES),
  CRC32C(Integer.BYTES),
  CRC32(Integer.BYTES),
  SHA256(32),
  SHA1(20);

  /** Where nothing else is asked for: the cheapest that all servers know. */
  static final Algorithm USUAL = CRC32C;

  private static final String PREFIX = "x-amz-checksum-";

  private final int bytes;
  private final String header;
  private final String element;

  /** One in the making. */
  interface Running {
    void update(ByteBuffer from);

    /** As headers and trailers have it; the last that is asked of it. */
    String written();
  }

  Algorithm(int bytes) {
    this.bytes = bytes;
    this.header = PREFIX + name().toLowerCase(Locale.ROOT);
    this.element = "Checksum" + name();
  }

  /** The one that is asked for; {@link #USUAL} if that is none of these. */
  static Algorithm wanted(@Nullable ChecksumForm wanted) {
    return wanted == null || !knows(wanted) ? USUAL : valueOf(wanted.algorithm());
  }

  static boolean knows(ChecksumForm wanted) {
    for (Algorithm each : values()) if (each.name().equals(wanted.algorithm())) return true;
    return false;
  }

  String header() {
    return header;
  }

  /** What a document calls it. */
  String element() {
    return element;
  }

  /** How many characters it takes in Base64. */
  int length() {
    return Math.ceilDiv(bytes, 3) * 4;
  }

  String of(byte[] body) {
    Running running = begin();
    running.update(ByteBuffer.wrap(body));
    return running.written();
  }

  Running begin() {
    return switch (this) {
      case CRC64NVME -> running(new Crc64Nvme());
      case CRC32C -> running(new CRC32C());
      case CRC32 -> running(new CRC32());
      case SHA256 -> running("SHA-256");
      case SHA1 -> running("SHA-1");
    };
  }

  private Running running(Checksum checksum) {
    return new Running() {
      @Override
      public void update(ByteBuffer from) {
        checksum.update(from);
      }

      @Override
      public String written() {
        ByteBuffer value = ByteBuffer.allocate(Long.BYTES).putLong(checksum.getValue());
        ByteBuffer last = value.position(Long.BYTES - bytes).slice();
        return Base64.getEncoder().encodeToString(bytes(last));
      }
    };
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] all = new byte[buffer.remaining()];
    buffer.get(all);
    return all;
  }

  private static Running running(String name) {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance(name);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has " + name, e);
    }
    return new Running() {
      @Override
      public void update(ByteBuffer from) {
        digest.update(from);
      }

      @Override
      public String written() {
        return Base64.getEncoder().encodeToString(digest.digest());
      }
    };
  }
}
