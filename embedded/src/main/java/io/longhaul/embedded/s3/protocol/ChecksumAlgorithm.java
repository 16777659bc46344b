package io.longhaul.embedded.s3.protocol;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;
import org.jspecify.annotations.Nullable;

/** The checksums that S3 verifies and keeps. */
public enum ChecksumAlgorithm {
  CRC32,
  CRC32C,
  CRC64NVME,
  SHA1,
  SHA256;

  private static final String PREFIX = "x-amz-checksum-";

  public String header() {
    return PREFIX + name().toLowerCase(Locale.ROOT);
  }

  /** By a header's name in any case; null for any other header. */
  public static @Nullable ChecksumAlgorithm ofHeader(String name) {
    for (ChecksumAlgorithm each : values()) {
      if (each.header().equalsIgnoreCase(name.strip())) return each;
    }
    return null;
  }

  public static ChecksumAlgorithm named(String name) {
    for (ChecksumAlgorithm each : values()) {
      if (each.name().equalsIgnoreCase(name)) return each;
    }
    throw S3Failure.invalidRequest("Checksum algorithm provided is unsupported: " + name);
  }

  /** A calculation in progress. */
  public interface Running {
    void update(byte[] bytes, int offset, int length);

    byte[] value();
  }

  public Running start() {
    return switch (this) {
      case CRC32 -> of(new CRC32(), 4);
      case CRC32C -> of(new CRC32C(), 4);
      case CRC64NVME -> of(new Crc64Nvme(), 8);
      case SHA1 -> of(Digests.named("SHA-1"));
      case SHA256 -> of(Digests.named("SHA-256"));
    };
  }

  private static Running of(Checksum checksum, int bytes) {
    return new Running() {
      @Override
      public void update(byte[] data, int offset, int length) {
        checksum.update(data, offset, length);
      }

      @Override
      public byte[] value() {
        byte[] all = ByteBuffer.allocate(8).putLong(checksum.getValue()).array();
        return java.util.Arrays.copyOfRange(all, 8 - bytes, 8);
      }
    };
  }

  private static Running of(MessageDigest digest) {
    return new Running() {
      @Override
      public void update(byte[] data, int offset, int length) {
        digest.update(data, offset, length);
      }

      @Override
      public byte[] value() {
        return digest.digest();
      }
    };
  }
}
