package io.longhaul.s3;

/** What an engine does not do as S3 does; a contract says so aloud where it leaves it out. */
public enum StoreLack {
  /** Its answers about uploads are other documents than S3's. */
  UPLOADS,
  COMPLETE_IF_NONE_MATCH,
  COMPLETE_IF_MATCH,
  PART_COPY_SOURCE_IF_MATCH,
  /** Of an upload that is gone it does not say so. */
  NO_SUCH_UPLOAD,
  /** Of an upload that was completed it says once more that it is. */
  COMPLETED_IS_GONE,
  /** It lists the open uploads of a whole bucket or of one key, not of a prefix. */
  UPLOAD_PREFIXES,
  /** The paging of open uploads. */
  UPLOAD_PAGES,
  /** Its listing of open uploads does not encode keys. */
  UPLOAD_KEYS,
  /** Parts are taken in any order. */
  PART_ORDER,
  /** A part that is not there, or another, is told as something else. */
  INVALID_PART,
  /** Parts of any size are taken. */
  SMALLEST_PART,
  /** ETags in a request that deletes many. */
  DELETE_ALL_IF_MATCH,
  /** It cannot list versions, or calls their list something else. */
  VERSIONS,
  /** The paging of versions. */
  VERSION_PAGES,
  /** Its listing of versions does not encode keys. */
  VERSION_KEYS,
  /** It has no versioned buckets. */
  VERSIONING,
  /** It lists delete markers apart from what they hide. */
  VERSION_ORDER,
  TAGS,
  /** Tags without a value, and that there are none. */
  EMPTY_TAGS,
  ACL,
  /** ACLs by name. */
  CANNED_ACL,
  /** Keys of customers' own (SSE-C): it does not know them, or not without TLS. */
  CUSTOMER_KEYS
}
