package io.longhaul.s3.calls;

import io.longhaul.s3.ContentHeaders;
import io.longhaul.s3.CopyTerms;
import io.longhaul.s3.Encryption;
import io.longhaul.s3.Lock;
import io.longhaul.s3.StorageClass;
import io.longhaul.s3.Traits;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How requests say what an object is beside its bytes; what is S3's own way goes without saying.
 */
public final class TraitHeaders {
  private TraitHeaders() {}

  /** Takes a header; names are in lower case. */
  public interface To {
    void header(String name, String value);
  }

  /** All but the user's metadata. */
  public static void say(Traits traits, To to) {
    if (traits.equals(Traits.NONE)) return;
    ContentHeaders content = traits.content();
    say(to, "content-type", content.type());
    say(to, "cache-control", content.cacheControl());
    say(to, "content-disposition", content.disposition());
    say(to, "content-encoding", content.encoding());
    say(to, "content-language", content.language());
    say(to, "expires", content.expires());
    if (!traits.tags().isEmpty()) to.header("x-amz-tagging", tagging(traits.tags()));
    also(traits.storageClass(), traits.redirect(), traits.encryption(), traits.lock(), to);
    if (traits.acl() != null) GrantHeaders.say(traits.acl(), to);
  }

  /** What a server-side copy is told: of an object like most, nothing. */
  public static void say(CopyTerms terms, To to) {
    if (terms.equals(CopyTerms.NONE)) return;
    if (terms.withoutTags()) to.header("x-amz-tagging-directive", "REPLACE");
    also(terms.storageClass(), terms.redirect(), terms.encryption(), terms.lock(), to);
    if (terms.acl() != null) GrantHeaders.say(terms.acl(), to);
  }

  private static void also(
      String storageClass,
      @Nullable String redirect,
      @Nullable Encryption encryption,
      Lock lock,
      To to) {
    if (!storageClass.equals(StorageClass.STANDARD)) to.header("x-amz-storage-class", storageClass);
    say(to, "x-amz-website-redirect-location", redirect);
    if (encryption != null && !encryption.isCustomers()) {
      to.header("x-amz-server-side-encryption", encryption.algorithm());
      say(to, "x-amz-server-side-encryption-aws-kms-key-id", encryption.keyId());
    }
    if (lock.mode() != null) {
      to.header("x-amz-object-lock-mode", lock.mode());
      to.header("x-amz-object-lock-retain-until-date", String.valueOf(lock.until()));
    }
    if (lock.legalHold()) to.header("x-amz-object-lock-legal-hold", "ON");
  }

  private static void say(To to, String name, @Nullable String value) {
    if (value != null) to.header(name, value);
  }

  /** Tags as a header carries them, in one order whatever the map's. */
  public static String tagging(Map<String, String> tags) {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(tags)
        .forEach((key, value) -> {
          if (!text.isEmpty()) text.append('&');
          text.append(Percent.encode(key)).append('=').append(Percent.encode(value));
        });
    return text.toString();
  }
}
