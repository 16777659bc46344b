package io.longhaul.embedded.s3.protocol;

import java.util.zip.Checksum;

/** CRC-64/NVME: reflected, polynomial 0xAD93D23594C93659, all ones before and after. */
final class Crc64Nvme implements Checksum {
  private static final long REFLECTED = Long.reverse(0xAD93D23594C93659L);
  private static final long[] TABLE = table();

  private long crc = -1L;

  private static long[] table() {
    var table = new long[256];
    for (int i = 0; i < 256; i++) {
      long value = i;
      for (int bit = 0; bit < 8; bit++) {
        value = (value & 1) == 0 ? value >>> 1 : (value >>> 1) ^ REFLECTED;
      }
      table[i] = value;
    }
    return table;
  }

  @Override
  public void update(int b) {
    crc = TABLE[(int) (crc ^ b) & 0xff] ^ (crc >>> 8);
  }

  @Override
  public void update(byte[] bytes, int offset, int length) {
    for (int i = offset; i < offset + length; i++) update(bytes[i]);
  }

  @Override
  public long getValue() {
    return ~crc;
  }

  @Override
  public void reset() {
    crc = -1L;
  }
}
