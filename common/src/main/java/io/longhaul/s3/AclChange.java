package io.longhaul.s3;

/** What an object's ACL is to be. */
public sealed interface AclChange {
  /** One of S3's own by name, such as {@code bucket-owner-full-control}. */
  record Canned(String name) implements AclChange {}

  /** The very one that was read elsewhere. */
  record Same(Acl acl) implements AclChange {}
}
