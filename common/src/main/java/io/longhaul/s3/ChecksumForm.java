package io.longhaul.s3;

import org.jspecify.annotations.Nullable;

/**
 * Which checksum a store keeps of an object. Those that S3 knows are each held once in memory,
 * however often a listing says them.
 *
 * @param algorithm as S3 names it, such as {@code CRC64NVME}
 * @param whole whether it is of the object's bytes, and not of its parts' checksums
 */
public record ChecksumForm(String algorithm, boolean whole) {
  private static final String COMPOSITE = "COMPOSITE";
  private static final String OF_PARTS = "/parts";

  private static final ChecksumForm CRC64NVME = new ChecksumForm("CRC64NVME", true);
  private static final ChecksumForm CRC32C = new ChecksumForm("CRC32C", true);
  private static final ChecksumForm CRC32 = new ChecksumForm("CRC32", true);
  private static final ChecksumForm SHA256 = new ChecksumForm("SHA256", true);
  private static final ChecksumForm SHA1 = new ChecksumForm("SHA1", true);
  private static final ChecksumForm CRC32C_OF_PARTS = new ChecksumForm("CRC32C", false);
  private static final ChecksumForm CRC32_OF_PARTS = new ChecksumForm("CRC32", false);
  private static final ChecksumForm SHA256_OF_PARTS = new ChecksumForm("SHA256", false);
  private static final ChecksumForm SHA1_OF_PARTS = new ChecksumForm("SHA1", false);

  public ChecksumForm {
    if (algorithm.isEmpty()) throw new IllegalArgumentException("a checksum of no algorithm");
  }

  public static ChecksumForm of(String algorithm, boolean whole) {
    return switch (algorithm) {
      case "CRC64NVME" -> CRC64NVME; // there is none of parts
      case "CRC32C" -> whole ? CRC32C : CRC32C_OF_PARTS;
      case "CRC32" -> whole ? CRC32 : CRC32_OF_PARTS;
      case "SHA256" -> whole ? SHA256 : SHA256_OF_PARTS;
      case "SHA1" -> whole ? SHA1 : SHA1_OF_PARTS;
      default -> new ChecksumForm(algorithm, whole);
    };
  }

  /**
   * As a listing says it.
   *
   * @param algorithm null or empty: none is kept, or the store does not tell
   * @param type null: older servers name none, but the ETag of what was written in parts says so
   */
  public static @Nullable ChecksumForm listed(
      @Nullable String algorithm, @Nullable String type, String etag) {
    if (algorithm == null || algorithm.isEmpty()) return null;
    return of(algorithm, type == null ? etag.indexOf('-') < 0 : !type.equals(COMPOSITE));
  }

  public static @Nullable ChecksumForm of(@Nullable Checksum checksum) {
    return checksum == null ? null : of(checksum.algorithm(), checksum.whole());
  }

  /** Reads {@link #toString}. */
  public static ChecksumForm parse(String text) {
    boolean whole = !text.endsWith(OF_PARTS);
    int length = whole ? text.length() : text.length() - OF_PARTS.length();
    return of(text.substring(0, length), whole);
  }

  /** What an upload in parts can have of it: of the whole object, S3 joins nothing but CRCs. */
  public ChecksumForm inParts() {
    return of(algorithm, whole && algorithm.startsWith("CRC"));
  }

  /** As S3 names it. */
  public String type() {
    return whole ? "FULL_OBJECT" : COMPOSITE;
  }

  @Override
  public String toString() {
    return whole ? algorithm : algorithm + OF_PARTS;
  }
}
