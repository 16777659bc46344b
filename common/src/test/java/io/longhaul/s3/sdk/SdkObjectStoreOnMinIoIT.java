package io.longhaul.s3.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.engine.MinIo;
import io.longhaul.s3.Conditions;
import io.longhaul.s3.OddKey;
import io.longhaul.s3.StoreException;
import io.longhaul.s3.StoreLack;
import io.longhaul.s3.Trait;
import io.longhaul.s3.Trait.Way;
import io.longhaul.s3.UploadRequest;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

public class SdkObjectStoreOnMinIoIT extends SdkObjectStoreContract {
  private static final Conditions CONDITIONS =
      new Conditions(true, false, false, true, true, false);

  /** Keys are paths: it takes {@code /odd} for {@code odd}, and refuses the others. */
  private static final Set<OddKey> CANNOT_HOLD =
      Set.of(
          OddKey.DOUBLE_SLASH,
          OddKey.LEADING_SLASH,
          OddKey.ONLY_SLASH,
          OddKey.DOT_DOT,
          OddKey.LEADING_DOT_DOT,
          OddKey.DOT,
          OddKey.LONGEST,
          OddKey.LONGEST_IN_BYTES,
          OddKey.LONGEST_ENCODED);

  private final SdkEngine minIo = minIo(CANNOT_HOLD);

  /** It has one storage class, no keys of a KMS here, and locks only in buckets made for them. */
  protected static SdkEngine minIo(Set<OddKey> cannotHold) {
    return new SdkEngine("MinIO", MinIo.place(), CONDITIONS, cannotHold, true)
        .withoutKeysBesideFolders()
        .lacking(
            StoreLack.UPLOAD_PREFIXES,
            StoreLack.CUSTOMER_KEYS,
            StoreLack.UPLOAD_PAGES,
            StoreLack.DELETE_ALL_IF_MATCH,
            StoreLack.ACL)
        .losing(Trait.on(Way.SERVER_SIDE, Trait.EXPIRES))
        .losing(
            Trait.everywhere(
                Trait.WEBSITE_REDIRECT,
                Trait.STORAGE_CLASS,
                Trait.KMS_KEY,
                Trait.RETENTION,
                Trait.LEGAL_HOLD));
  }

  @Override
  public SdkEngine engine() {
    return minIo;
  }

  /** It takes a folder's marker by a PUT alone. */
  @Override
  protected Set<OddKey> cannotUpload() {
    return Stream.concat(super.cannotUpload().stream(), Stream.of(OddKey.TRAILING_SLASH))
        .collect(Collectors.toSet());
  }

  @Override
  protected void refusedBeforeItIsBegun(String key) {
    if (key.equals(OddKey.TRAILING_SLASH.key())) {
      UploadRequest request = new UploadRequest(bucket, key, null, Map.of());
      StoreException refused = refusal(() -> store.createUpload(request, soon()));
      assertThat(refused.code()).isEqualTo("XMinioInvalidObjectName");
    } else {
      super.refusedBeforeItIsBegun(key);
    }
  }

  @Override
  protected Set<String> changesChecksums() {
    return allChecksums();
  }
}
