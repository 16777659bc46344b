package io.longhaul.s3.sdk;

import io.longhaul.s3.Checksum;
import io.longhaul.s3.ChecksumForm;
import io.longhaul.s3.Part;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CopyObjectResult;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** What the SDK is told of checksums, and tells of them. */
final class SdkChecksums {
  private SdkChecksums() {}

  /**
   * What the SDK is to work out. Not CRC64NVME, for which it needs native code; but that is what S3
   * works out by itself where nothing is said. Null: nothing.
   */
  static @Nullable ChecksumAlgorithm wanted(@Nullable ChecksumForm form) {
    if (form == null) return null;
    return switch (form.algorithm()) {
      case "CRC32C" -> ChecksumAlgorithm.CRC32_C;
      case "CRC32" -> ChecksumAlgorithm.CRC32;
      case "SHA256" -> ChecksumAlgorithm.SHA256;
      case "SHA1" -> ChecksumAlgorithm.SHA1;
      default -> null;
    };
  }

  static @Nullable ChecksumForm of(PutObjectResponse stored) {
    return ChecksumForm.of(
        of(
            stored.checksumTypeAsString(),
            stored.checksumCRC64NVME(),
            stored.checksumCRC32C(),
            stored.checksumCRC32(),
            stored.checksumSHA256(),
            stored.checksumSHA1()));
  }

  static @Nullable ChecksumForm of(CopyObjectResult copied) {
    return ChecksumForm.of(
        of(
            copied.checksumTypeAsString(),
            copied.checksumCRC64NVME(),
            copied.checksumCRC32C(),
            copied.checksumCRC32(),
            copied.checksumSHA256(),
            copied.checksumSHA1()));
  }

  static @Nullable ChecksumForm of(CompleteMultipartUploadResponse joined) {
    return ChecksumForm.of(
        of(
            joined.checksumTypeAsString(),
            joined.checksumCRC64NVME(),
            joined.checksumCRC32C(),
            joined.checksumCRC32(),
            joined.checksumSHA256(),
            joined.checksumSHA1()));
  }

  static @Nullable Checksum of(HeadObjectResponse head) {
    return of(
        head.checksumTypeAsString(),
        head.checksumCRC64NVME(),
        head.checksumCRC32C(),
        head.checksumCRC32(),
        head.checksumSHA256(),
        head.checksumSHA1());
  }

  static @Nullable Checksum of(GetObjectResponse got) {
    return of(
        got.checksumTypeAsString(),
        got.checksumCRC64NVME(),
        got.checksumCRC32C(),
        got.checksumCRC32(),
        got.checksumSHA256(),
        got.checksumSHA1());
  }

  /** In the order in which one is chosen, should there be several. */
  private static @Nullable Checksum of(
      @Nullable String type,
      @Nullable String crc64nvme,
      @Nullable String crc32c,
      @Nullable String crc32,
      @Nullable String sha256,
      @Nullable String sha1) {
    boolean whole = !"COMPOSITE".equals(type);
    if (crc64nvme != null) return of("CRC64NVME", crc64nvme, whole);
    if (crc32c != null) return of("CRC32C", crc32c, whole);
    if (crc32 != null) return of("CRC32", crc32, whole);
    if (sha256 != null) return of("SHA256", sha256, whole);
    return sha1 == null ? null : of("SHA1", sha1, whole);
  }

  private static Checksum of(String algorithm, String value, boolean whole) {
    return new Checksum(algorithm, value, whole && value.indexOf('-') < 0);
  }

  /** Of a part that is listed; an upload's parts all have the same. */
  static @Nullable String of(software.amazon.awssdk.services.s3.model.Part part) {
    return Stream.of(
            part.checksumCRC64NVME(),
            part.checksumCRC32C(),
            part.checksumCRC32(),
            part.checksumSHA256(),
            part.checksumSHA1())
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /** Says of a part that is to be joined which checksum it has. */
  static void say(Part part, ChecksumForm form, CompletedPart.Builder to) {
    switch (form.algorithm()) {
      case "CRC32C" -> to.checksumCRC32C(part.checksum());
      case "CRC32" -> to.checksumCRC32(part.checksum());
      case "SHA256" -> to.checksumSHA256(part.checksum());
      case "SHA1" -> to.checksumSHA1(part.checksum());
      default -> {} // of parts there are no others
    }
  }
}
