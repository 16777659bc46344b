package io.longhaul.s3;

/**
 * One call to a store, as a fault is chosen by.
 *
 * @param key the target's; of a listing of objects, uploads or versions its prefix, of many deleted
 *     the first, of a bucket's look-up empty
 */
public record StoreCall(Op op, String bucket, String key) {
  /** The port's methods. */
  public enum Op {
    BUCKET,
    LIST,
    HEAD,
    DESCRIBE,
    COPY,
    PUT,
    GET,
    DELETE,
    CREATE_UPLOAD,
    PUT_PART,
    COPY_PART,
    COMPLETE_UPLOAD,
    ABORT_UPLOAD,
    LIST_PARTS,
    LIST_UPLOADS,
    GET_RANGE,
    DELETE_ALL,
    LIST_VERSIONS,
    TAGS,
    PUT_TAGS,
    ACL,
    PUT_ACL
  }
}
