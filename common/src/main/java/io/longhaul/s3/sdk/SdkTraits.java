package io.longhaul.s3.sdk;

import io.longhaul.s3.ContentHeaders;
import io.longhaul.s3.CopyTerms;
import io.longhaul.s3.Described;
import io.longhaul.s3.Encryption;
import io.longhaul.s3.ListedObject;
import io.longhaul.s3.Lock;
import io.longhaul.s3.StorageClass;
import io.longhaul.s3.Traits;
import io.longhaul.s3.calls.TraitHeaders;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.TaggingDirective;

/** What the SDK says, and is told, of an object beside its bytes. */
final class SdkTraits {
  private SdkTraits() {}

  static void say(Traits traits, PutObjectRequest.Builder to) {
    ContentHeaders content = traits.content();
    to.contentType(content.type())
        .cacheControl(content.cacheControl())
        .contentDisposition(content.disposition())
        .contentEncoding(content.encoding())
        .contentLanguage(content.language())
        .metadata(traits.metadata())
        .tagging(tagging(traits))
        .storageClass(storageClass(traits.storageClass()))
        .websiteRedirectLocation(traits.redirect())
        .serverSideEncryption(algorithm(traits.encryption()))
        .ssekmsKeyId(keyId(traits.encryption()))
        .objectLockMode(traits.lock().mode())
        .objectLockRetainUntilDate(traits.lock().until())
        .objectLockLegalHoldStatus(hold(traits.lock()));
    SdkGrants.say(traits.acl(), to);
    // S3 takes no object under a lock without a checksum.
    if (!traits.lock().equals(Lock.NONE)) to.checksumAlgorithm(ChecksumAlgorithm.CRC32_C);
    String expires = content.expires();
    // The SDK writes a time, and knows of no other text.
    if (expires != null) to.overrideConfiguration(also -> also.putHeader("Expires", expires));
  }

  static void say(Traits traits, CreateMultipartUploadRequest.Builder to) {
    ContentHeaders content = traits.content();
    to.contentType(content.type())
        .cacheControl(content.cacheControl())
        .contentDisposition(content.disposition())
        .contentEncoding(content.encoding())
        .contentLanguage(content.language())
        .metadata(traits.metadata())
        .tagging(tagging(traits))
        .storageClass(storageClass(traits.storageClass()))
        .websiteRedirectLocation(traits.redirect())
        .serverSideEncryption(algorithm(traits.encryption()))
        .ssekmsKeyId(keyId(traits.encryption()))
        .objectLockMode(traits.lock().mode())
        .objectLockRetainUntilDate(traits.lock().until())
        .objectLockLegalHoldStatus(hold(traits.lock()));
    SdkGrants.say(traits.acl(), to);
    String expires = content.expires();
    if (expires != null) to.overrideConfiguration(also -> also.putHeader("Expires", expires));
  }

  static void say(CopyTerms terms, CopyObjectRequest.Builder to) {
    SdkGrants.say(terms.acl(), to);
    if (terms.withoutTags()) to.taggingDirective(TaggingDirective.REPLACE);
    to.storageClass(storageClass(terms.storageClass()))
        .websiteRedirectLocation(terms.redirect())
        .serverSideEncryption(algorithm(terms.encryption()))
        .ssekmsKeyId(keyId(terms.encryption()))
        .objectLockMode(terms.lock().mode())
        .objectLockRetainUntilDate(terms.lock().until())
        .objectLockLegalHoldStatus(hold(terms.lock()));
  }

  private static @Nullable String tagging(Traits traits) {
    return traits.tags().isEmpty() ? null : TraitHeaders.tagging(traits.tags());
  }

  private static @Nullable String storageClass(String name) {
    return name.equals(StorageClass.STANDARD) ? null : name;
  }

  private static @Nullable String algorithm(@Nullable Encryption encryption) {
    return encryption == null || encryption.isCustomers() ? null : encryption.algorithm();
  }

  private static @Nullable String keyId(@Nullable Encryption encryption) {
    return encryption == null ? null : encryption.keyId();
  }

  private static @Nullable String hold(Lock lock) {
    return lock.legalHold() ? "ON" : null;
  }

  static Described described(ListedObject object, HeadObjectResponse head) {
    ContentHeaders content =
        new ContentHeaders(
            head.contentType(),
            head.cacheControl(),
            head.contentDisposition(),
            head.contentEncoding(),
            head.contentLanguage(),
            head.expiresString());
    Traits traits =
        new Traits(
            content,
            head.metadata(),
            head.websiteRedirectLocation(),
            StorageClass.of(head.storageClassAsString()),
            Map.of(),
            encryption(
                head.serverSideEncryptionAsString(),
                head.ssekmsKeyId(),
                head.sseCustomerAlgorithm()),
            lock(
                head.objectLockModeAsString(),
                head.objectLockRetainUntilDate(),
                head.objectLockLegalHoldStatusAsString()));
    return new Described(
        object, traits, count(head.tagCount()), count(head.missingMeta()), SdkChecksums.of(head));
  }

  static Traits of(GetObjectResponse head) {
    ContentHeaders content =
        new ContentHeaders(
            head.contentType(),
            head.cacheControl(),
            head.contentDisposition(),
            head.contentEncoding(),
            head.contentLanguage(),
            head.expiresString());
    return new Traits(
        content,
        head.metadata(),
        head.websiteRedirectLocation(),
        StorageClass.of(head.storageClassAsString()),
        Map.of(),
        encryption(
            head.serverSideEncryptionAsString(), head.ssekmsKeyId(), head.sseCustomerAlgorithm()),
        lock(
            head.objectLockModeAsString(),
            head.objectLockRetainUntilDate(),
            head.objectLockLegalHoldStatusAsString()));
  }

  static int count(@Nullable Integer said) {
    return said == null ? 0 : said;
  }

  private static @Nullable Encryption encryption(
      @Nullable String algorithm, @Nullable String key, @Nullable String customers) {
    if (customers != null) return Encryption.CUSTOMERS;
    if (algorithm == null || algorithm.isEmpty()) return null;
    return new Encryption(algorithm, algorithm.startsWith("aws:kms") ? key : null);
  }

  private static Lock lock(
      @Nullable String mode, @Nullable Instant until, @Nullable String legalHold) {
    boolean hold = "ON".equals(legalHold);
    if (mode == null || until == null) return hold ? new Lock(null, null, true) : Lock.NONE;
    return new Lock(mode, until, hold);
  }
}
