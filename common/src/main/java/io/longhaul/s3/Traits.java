package io.longhaul.s3;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is written with an object beside its bytes: all that is not said here is what the store
 * makes of it.
 *
 * @param metadata the user's own, without {@code x-amz-meta-}
 * @param redirect where a website sends who asks for it
 * @param tags of what was read, always empty: there, only their number is told
 * @param encryption null: as the bucket has it
 * @param acl null: as S3 makes it; of what was read, always null
 */
public record Traits(
    ContentHeaders content,
    Map<String, String> metadata,
    @Nullable String redirect,
    String storageClass,
    Map<String, String> tags,
    @Nullable Encryption encryption,
    Lock lock,
    @Nullable AclChange acl) {
  public static final Traits NONE = of(null, Map.of());

  /** With an ACL as S3 makes it. */
  public Traits(
      ContentHeaders content,
      Map<String, String> metadata,
      @Nullable String redirect,
      String storageClass,
      Map<String, String> tags,
      @Nullable Encryption encryption,
      Lock lock) {
    this(content, metadata, redirect, storageClass, tags, encryption, lock, null);
  }

  public Traits {
    metadata = Map.copyOf(metadata);
    tags = Map.copyOf(tags);
  }

  public static Traits of(@Nullable String contentType, Map<String, String> metadata) {
    return new Traits(
        ContentHeaders.of(contentType),
        metadata,
        null,
        StorageClass.STANDARD,
        Map.of(),
        null,
        Lock.NONE);
  }

  public Traits withStorageClass(String other) {
    return new Traits(content, metadata, redirect, other, tags, encryption, lock, acl);
  }

  public Traits withTags(Map<String, String> all) {
    return new Traits(content, metadata, redirect, storageClass, all, encryption, lock, acl);
  }

  public Traits withEncryption(@Nullable Encryption other) {
    return new Traits(content, metadata, redirect, storageClass, tags, other, lock, acl);
  }

  public Traits withLock(Lock other) {
    return new Traits(content, metadata, redirect, storageClass, tags, encryption, other, acl);
  }

  public Traits withRedirect(@Nullable String other) {
    return new Traits(content, metadata, other, storageClass, tags, encryption, lock, acl);
  }

  public Traits withAcl(@Nullable AclChange other) {
    return new Traits(content, metadata, redirect, storageClass, tags, encryption, lock, other);
  }
}
