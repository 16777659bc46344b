package io.longhaul.s3.sdk;

import io.longhaul.engine.Moto;
import io.longhaul.s3.Conditions;
import io.longhaul.s3.OddKey;
import io.longhaul.s3.StoreLack;
import io.longhaul.s3.Trait;
import java.util.Set;

public class SdkObjectStoreOnMotoIT extends SdkObjectStoreContract {
  private static final Conditions CONDITIONS =
      new Conditions(false, false, false, true, true, true);

  /**
   * All but the newline are held and copied, but not listed: it sends the start of a listing back
   * as it came, neither encoded as it says nor in XML that can hold it.
   */
  private static final Set<OddKey> CANNOT_HOLD =
      Set.of(
          OddKey.NEWLINE,
          OddKey.CARRIAGE_RETURN,
          OddKey.CONTROL,
          OddKey.NONCHARACTER,
          OddKey.PERCENT,
          OddKey.LONGEST_ENCODED);

  private final SdkEngine moto = moto(CANNOT_HOLD);

  protected static SdkEngine moto(Set<OddKey> cannotHold) {
    return new SdkEngine("moto", Moto.endpoint(), CONDITIONS, cannotHold, true)
        .lacking(
            StoreLack.UPLOADS,
            StoreLack.CUSTOMER_KEYS,
            StoreLack.DELETE_ALL_IF_MATCH,
            StoreLack.VERSION_ORDER,
            StoreLack.EMPTY_TAGS)
        .losing(Trait.everywhere(Trait.RETENTION, Trait.LEGAL_HOLD));
  }

  @Override
  protected Set<String> changesChecksums() {
    return Set.of(
        "CRC32 in-parts",
        "CRC32C in-parts",
        "CRC64NVME in-parts",
        "CRC64NVME server-side",
        "CRC64NVME streamed",
        "SHA1 in-parts",
        "SHA256 in-parts");
  }

  @Override
  public SdkEngine engine() {
    return moto;
  }
}
