package io.longhaul.access;

/**
 * A permission that work needs, and whose it must be.
 *
 * @param by who does what it is needed for
 * @param action as a policy names it: {@code s3:PutObject}
 * @param resource as a policy names it, an ARN; what is not known of it is {@code *}
 * @param prefix where only names that begin so are asked for; empty: all of them are
 * @param via the service that asks for it on somebody's behalf, such as {@code ssm}; empty: who
 *     needs it may ask by itself
 */
public record Need(By by, String action, String resource, String prefix, String via) {
  /** As whom it is done. */
  public enum By {
    /** The worker's own identity. */
    WORKER,
    /** Whoever reaches a job's source. */
    SOURCE,
    /** Whoever reaches a job's target. */
    TARGET
  }

  /** Asked for by whoever needs it. */
  public Need(By by, String action, String resource, String prefix) {
    this(by, action, resource, prefix, "");
  }

  /** Of the worker's own identity. */
  public Need(String action, String resource) {
    this(By.WORKER, action, resource, "");
  }

  /** To list the keys that begin so. */
  public static Need toList(By by, String bucket, String prefix) {
    return new Need(by, "s3:ListBucket", bucket(bucket), literally(prefix));
  }

  /** On a bucket as a whole. */
  public static Need ofBucket(By by, String action, String bucket) {
    return new Need(by, action, bucket(bucket), "");
  }

  /** On the objects whose keys begin so. */
  public static Need ofObjects(By by, String action, String bucket, String prefix) {
    return new Need(by, action, bucket(bucket) + "/" + literally(prefix) + "*", "");
  }

  /** On one object. */
  public static Need ofObject(By by, String action, String bucket, String key) {
    return new Need(by, action, bucket(bucket) + "/" + literally(key), "");
  }

  /** The same need of somebody else's. */
  public Need of(By other) {
    return new Need(other, action, resource, prefix, via);
  }

  /**
   * On a KMS key by whatever names it: of an id or an alias it is not said where it is, nor whose.
   */
  public static Need ofKey(By by, String action, String name) {
    return new Need(by, action, key(name), "");
  }

  /** The same need, but only as a service asks on somebody's behalf. */
  public Need via(String service) {
    return new Need(by, action, resource, prefix, service);
  }

  private static String key(String name) {
    if (name.startsWith("arn:")) return name;
    return "arn:aws:kms:*:*:" + (name.startsWith("alias/") ? name : "key/" + name);
  }

  private static String bucket(String name) {
    return "arn:aws:s3:::" + name;
  }

  /** A key's own characters mean nothing else in a policy (IAM: policy variables). */
  private static String literally(String key) {
    return key.replace("$", "${$}").replace("*", "${*}").replace("?", "${?}");
  }
}
