package io.longhaul.s3.sdk;

import io.longhaul.engine.S3Mock;
import io.longhaul.s3.Conditions;
import io.longhaul.s3.OddKey;
import io.longhaul.s3.StoreLack;
import io.longhaul.s3.Trait;
import java.util.Set;

public class SdkObjectStoreOnS3MockIT extends SdkObjectStoreContract {
  private static final Conditions CONDITIONS = new Conditions(true, false, false, true, true, true);

  /** Its web server refuses a backslash in any path. */
  private static final Set<OddKey> CANNOT_HOLD = Set.of(OddKey.BACKSLASH_AND_BRACKETS);

  /** It lists in the order of UTF-16. */
  private final SdkEngine s3mock =
      new SdkEngine("Adobe S3Mock", S3Mock.endpoint(), CONDITIONS, CANNOT_HOLD, false)
          .lacking(
              StoreLack.COMPLETED_IS_GONE,
              StoreLack.CUSTOMER_KEYS,
              StoreLack.INVALID_PART,
              StoreLack.PART_ORDER,
              StoreLack.NO_SUCH_UPLOAD,
              StoreLack.UPLOAD_PAGES,
              StoreLack.DELETE_ALL_IF_MATCH,
              StoreLack.EMPTY_TAGS,
              StoreLack.VERSION_PAGES)
          .losing(
              Trait.everywhere(
                  Trait.WEBSITE_REDIRECT,
                  Trait.TAGS,
                  Trait.KMS_KEY,
                  Trait.RETENTION,
                  Trait.LEGAL_HOLD));

  @Override
  protected Set<String> changesChecksums() {
    return Set.of(
        "CRC64NVME in-parts",
        "CRC64NVME server-side",
        "CRC64NVME streamed",
        "SHA1 in-parts",
        "SHA256 in-parts");
  }

  @Override
  public SdkEngine engine() {
    return s3mock;
  }
}
