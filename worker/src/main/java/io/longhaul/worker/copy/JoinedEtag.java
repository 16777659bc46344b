package io.longhaul.worker.copy;

import io.longhaul.s3.Part;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What S3 names an object that is joined of parts: the MD5 of the parts' MD5s, and their number.
 */
final class JoinedEtag {
  private JoinedEtag() {}

  /** Empty if a part's ETag is no MD5, as with keys of KMS: nobody can tell then. */
  static Optional<String> of(List<Part> parts) {
    try {
      MessageDigest md5 = MessageDigest.getInstance("MD5");
      for (Part part : parts) {
        if (!Decision.COMPARABLE.matcher(part.etag()).matches()) return Optional.empty();
        md5.update(HexFormat.of().parseHex(part.etag().toLowerCase(Locale.ROOT)));
      }
      return Optional.of(HexFormat.of().formatHex(md5.digest()) + "-" + parts.size());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has MD5", e);
    }
  }
}
