package io.longhaul.s3;

/**
 * A checksum that the store keeps of an object.
 *
 * @param algorithm as S3 names it, such as {@code CRC64NVME}
 * @param value in Base64; that of a composite one ends in the number of parts
 * @param whole whether it is of the object's bytes, and not of its parts' checksums
 */
public record Checksum(String algorithm, String value, boolean whole) {
  /**
   * Whether both are of objects' bytes, by one algorithm, so that they differ where the bytes do.
   */
  public boolean comparable(Checksum other) {
    return whole && other.whole && algorithm.equals(other.algorithm);
  }
}
