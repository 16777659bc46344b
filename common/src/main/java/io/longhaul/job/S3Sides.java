package io.longhaul.job;

import io.longhaul.job.form.InvalidField;
import io.longhaul.pattern.Rename;
import org.jspecify.annotations.Nullable;

/** What jobs between two places of S3 have in common: a key keeps what follows the prefix. */
public sealed interface S3Sides extends KindOptions permits S3CopyJob, S3VerifyJob {
  S3Location source();

  S3Location target();

  /** Where the first cuts of the source come from. */
  Cut cut();

  /** The same, cut otherwise. */
  S3Sides with(Cut other);

  /** The same, copied by this way. */
  S3Sides with(CopyOptions.Route other);

  /** Which of the objects are meant. */
  Selection select();

  /** What of an object goes along. */
  Keep keep();

  /** What becomes of names below the source's prefix; null: they stay. */
  @Nullable Rename rename();

  /** How either side is reached. */
  Accesses access();

  /** The way of what is copied. */
  CopyOptions.Route route();

  /** Whether what is copied goes through the workers; until it is found out, where it must. */
  default boolean streamed() {
    return switch (route()) {
      case SERVER_SIDE -> false;
      case STREAMED -> true;
      case AUTO -> !StoreAccess.one(this);
    };
  }

  /**
   * @throws InvalidField if copies would be copied again
   */
  static void refuseOverlap(S3Location source, S3Location target, Accesses access) {
    if (!access.sameServer()) return;
    if (source.equals(target)) {
      throw new InvalidField("target", "is the source itself; write another bucket or prefix");
    }
    if (source.overlaps(target)) {
      throw new InvalidField(
          "target",
          "overlaps the source %s, so copies would be copied again; write another prefix"
              .formatted(source));
    }
  }

  /**
   * @throws InvalidField if copies would be encrypted in two ways, or in one that nobody can keep
   */
  static void refuseTwoEncryptions(Keep keep, Accesses access) {
    TargetEncryption.How how = keep.encryption().how();
    if (how == TargetEncryption.How.BUCKET_DEFAULT) return;
    if (access.target() != null && access.target().customerKey() != null) {
      throw new InvalidField(
          "keep.encryption",
          "'%s' stands beside access.target.customer-key, which encrypts all copies; leave one of"
                  .formatted(keep.encryption())
              + " the two out");
    }
    boolean keyed = access.source() != null && access.source().customerKey() != null;
    if (keyed && how == TargetEncryption.How.KEEP) {
      throw new InvalidField(
          "keep.encryption",
          "'keep' cannot keep access.source.customer-key; write access.target.customer-key, or"
              + " what else is to encrypt the copies");
    }
  }
}
