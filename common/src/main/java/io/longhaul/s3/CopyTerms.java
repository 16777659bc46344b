package io.longhaul.s3;

import org.jspecify.annotations.Nullable;

/**
 * What a server-side copy must be told, since the store would not keep it by itself; metadata,
 * content headers, tags and the checksum's algorithm it keeps.
 *
 * @param storageClass that of the copy; no store takes over the source's
 * @param encryption null: as the target's bucket has it
 * @param withoutTags whether to leave them behind
 */
public record CopyTerms(
    String storageClass,
    @Nullable String redirect,
    @Nullable Encryption encryption,
    Lock lock,
    boolean withoutTags) {
  public static final CopyTerms NONE = of(StorageClass.STANDARD);

  /** The same, without the source's tags. */
  public CopyTerms untagged() {
    return new CopyTerms(storageClass, redirect, encryption, lock, true);
  }

  public static CopyTerms of(String storageClass) {
    return new CopyTerms(storageClass, null, null, Lock.NONE, false);
  }
}
