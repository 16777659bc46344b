package io.longhaul.s3.sdk;

import io.longhaul.engine.VersityGw;
import io.longhaul.s3.Conditions;
import io.longhaul.s3.OddKey;
import io.longhaul.s3.StoreLack;
import io.longhaul.s3.Trait;
import java.util.Set;

public class SdkObjectStoreOnVersityGwIT extends SdkObjectStoreContract {
  private static final Conditions CONDITIONS = new Conditions(true, false, false, true, true, true);

  /**
   * Keys are paths of a file system: what is another name of a file is taken for that file, and a
   * folder has no bytes. It does not encode what a listing says, as it is asked to.
   */
  private static final Set<OddKey> CANNOT_HOLD =
      Set.of(
          OddKey.CONTROL,
          OddKey.NONCHARACTER,
          OddKey.DOUBLE_SLASH,
          OddKey.LEADING_SLASH,
          OddKey.TRAILING_SLASH,
          OddKey.ONLY_SLASH,
          OddKey.DOT_DOT,
          OddKey.LEADING_DOT_DOT,
          OddKey.DOT,
          OddKey.LONGEST,
          OddKey.LONGEST_IN_BYTES,
          OddKey.LONGEST_ENCODED);

  private final SdkEngine versityGw = versityGw(CANNOT_HOLD);

  /** It has one storage class, no keys of a KMS, and locks only in buckets made for them. */
  protected static SdkEngine versityGw(Set<OddKey> cannotHold) {
    return new SdkEngine("versitygw", VersityGw.place(), CONDITIONS, cannotHold, true)
        .withoutKeysBesideFolders()
        .lacking(
            StoreLack.COMPLETED_IS_GONE,
            StoreLack.CUSTOMER_KEYS,
            StoreLack.UPLOAD_PAGES,
            StoreLack.PART_ORDER,
            StoreLack.DELETE_ALL_IF_MATCH,
            StoreLack.VERSION_PAGES,
            StoreLack.ACL)
        .losing(
            Trait.everywhere(
                Trait.STORAGE_CLASS, Trait.KMS_KEY, Trait.RETENTION, Trait.LEGAL_HOLD));
  }

  @Override
  public SdkEngine engine() {
    return versityGw;
  }

  @Override
  protected Set<String> changesChecksums() {
    return Set.of("CRC32 in-parts", "CRC32C in-parts");
  }
}
