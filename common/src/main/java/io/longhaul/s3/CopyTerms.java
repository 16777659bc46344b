package io.longhaul.s3;

import org.jspecify.annotations.Nullable;

/**
 * What a server-side copy must be told, since the store would not keep it by itself; metadata,
 * content headers, tags and the checksum's algorithm it keeps.
 *
 * @param storageClass that of the copy; no store takes over the source's
 * @param encryption null: as the target's bucket has it
 * @param withoutTags whether to leave them behind
 * @param acl null: as S3 makes it
 */
public record CopyTerms(
    String storageClass,
    @Nullable String redirect,
    @Nullable Encryption encryption,
    Lock lock,
    boolean withoutTags,
    @Nullable AclChange acl) {
  public static final CopyTerms NONE = of(StorageClass.STANDARD);

  /** With an ACL as S3 makes it. */
  public CopyTerms(
      String storageClass,
      @Nullable String redirect,
      @Nullable Encryption encryption,
      Lock lock,
      boolean withoutTags) {
    this(storageClass, redirect, encryption, lock, withoutTags, null);
  }

  /** The same, without the source's tags. */
  public CopyTerms untagged() {
    return new CopyTerms(storageClass, redirect, encryption, lock, true, acl);
  }

  public CopyTerms withAcl(@Nullable AclChange other) {
    return new CopyTerms(storageClass, redirect, encryption, lock, withoutTags, other);
  }

  public static CopyTerms of(String storageClass) {
    return new CopyTerms(storageClass, null, null, Lock.NONE, false);
  }
}
