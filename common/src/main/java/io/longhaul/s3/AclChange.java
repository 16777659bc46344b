package io.longhaul.s3;

/** What an object's ACL is to be. */
public sealed interface AclChange {
  /** All rights for whoever owns the bucket, should that be another than who writes. */
  Canned BUCKET_OWNER = new Canned("bucket-owner-full-control");

  /** One of S3's own by name, such as {@code bucket-owner-full-control}. */
  record Canned(String name) implements AclChange {}

  /** The very one that was read elsewhere. */
  record Same(Acl acl) implements AclChange {}
}
