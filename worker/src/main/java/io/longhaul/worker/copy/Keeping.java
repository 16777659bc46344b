package io.longhaul.worker.copy;

import io.longhaul.job.Keep;
import io.longhaul.job.TargetEncryption;
import io.longhaul.s3.ChecksumForm;
import io.longhaul.s3.CopyTerms;
import io.longhaul.s3.Described;
import io.longhaul.s3.Encryption;
import io.longhaul.s3.ListedObject;
import io.longhaul.s3.Lock;
import io.longhaul.s3.StorageClass;
import io.longhaul.s3.Traits;
import io.longhaul.unit.Fate;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is said to the target of an object beside its bytes, as the job wants it kept.
 *
 * @param now a retention that is over by then is none: no store takes it
 */
record Keeping(Keep keep, Instant now) {

  /** What a server-side copy is told, by what the listing says of its source. */
  CopyTerms terms(ListedObject source) {
    return terms(storageClass(source), null, encryption(null), Lock.NONE);
  }

  /** The same, by all that a HEAD says. */
  CopyTerms terms(Described source) {
    Traits traits = source.traits();
    boolean redirects = keep.websiteRedirect() == Keep.Redirect.ALWAYS;
    return terms(
        storageClass(source.object()),
        redirects ? traits.redirect() : null,
        encryption(traits.encryption()),
        lock(traits.lock()));
  }

  private CopyTerms terms(
      String storageClass, @Nullable String redirect, @Nullable Encryption encryption, Lock lock) {
    boolean withoutTags = keep.tags() == Keep.Tags.DROP;
    return new CopyTerms(storageClass, redirect, encryption, lock, withoutTags);
  }

  /** What a PUT or an upload is told; metadata and content headers go along always. */
  Traits traits(ListedObject source, Traits read, Map<String, String> tags) {
    boolean redirects = keep.websiteRedirect() != Keep.Redirect.NEVER;
    return new Traits(
        read.content(),
        read.metadata(),
        redirects ? read.redirect() : null,
        storageClass(source),
        tags,
        encryption(read.encryption()),
        lock(read.lock()));
  }

  /**
   * What of the object becomes another by the job's will, or cannot be read by anybody.
   *
   * @param unspoken how much of its metadata no header can carry
   */
  Set<Fate> beside(ListedObject source, int unspoken) {
    if (unspoken == 0) return beside(source);
    Set<Fate> beside = EnumSet.of(Fate.UNSPOKEN);
    beside.addAll(beside(source));
    return beside;
  }

  /** As above, of a server-side copy. */
  Set<Fate> beside(ListedObject source) {
    boolean same = storageClass(source).equals(source.storageClass());
    return same ? Set.of() : Set.of(Fate.RECLASSED);
  }

  /**
   * Whether the target keeps the source's checksum, by what it answered; nothing where either says
   * nothing.
   */
  static Set<Fate> checksum(@Nullable ChecksumForm source, @Nullable ChecksumForm target) {
    if (source == null || target == null) return Set.of();
    return source.equals(target) ? Set.of(Fate.SUMMED) : Set.of(Fate.RESUMMED);
  }

  private String storageClass(ListedObject source) {
    return keep.storageClass().equals(Keep.SAME)
        ? source.storageClass()
        : StorageClass.of(keep.storageClass());
  }

  private @Nullable Encryption encryption(@Nullable Encryption source) {
    TargetEncryption wanted = keep.encryption();
    return switch (wanted.how()) {
      case BUCKET_DEFAULT -> null;
      case KEEP -> source;
      case SSE_S3 -> Encryption.S3;
      case KMS -> Encryption.kms(wanted.key());
    };
  }

  private Lock lock(Lock source) {
    if (keep.objectLock() == Keep.ObjectLock.DROP) return Lock.NONE;
    boolean over = source.until() != null && !source.until().isAfter(now);
    return over ? new Lock(null, null, source.legalHold()) : source;
  }
}
