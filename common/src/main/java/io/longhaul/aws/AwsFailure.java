package io.longhaul.aws;

import io.longhaul.unit.FailureClass;

/** What a failed call to AWS means; the codes behind it are {@link AwsFailures}' business. */
public enum AwsFailure {
  /** Expired, unknown or missing credentials: nothing that this process asks for can succeed. */
  CREDENTIALS(FailureClass.DENIED, false),
  /** The same where a job has a side reached in a way of its own: a matter of that job alone. */
  SIDE_CREDENTIALS(FailureClass.DENIED, false),
  /** The credentials are known and may not do this. */
  DENIED(FailureClass.DENIED, false),
  /** Too fast, now. */
  THROTTLED(FailureClass.UNAVAILABLE, true),
  /** 5xx, timed out, cut off, or in each other's way: nothing is known about the effect. */
  UNAVAILABLE(FailureClass.UNAVAILABLE, true),
  /**
   * The clock was so far off that the signature was refused; the SDK corrects it for the next try.
   */
  CLOCK(FailureClass.UNAVAILABLE, true),
  /** Full, or over a quota. */
  STORAGE(FailureClass.STORAGE, false),
  /** The bytes did not arrive as they were sent. */
  CORRUPT(FailureClass.CORRUPT, true),
  /** A name that cannot be held. */
  UNSAFE_NAME(FailureClass.UNSAFE_NAME, false),
  /** It lies in an archive (GLACIER, DEEP_ARCHIVE) and must be restored before it can be read. */
  ARCHIVED(FailureClass.ARCHIVED, false),
  /** Larger than one request may be. */
  TOO_LARGE(FailureClass.TOO_LARGE, false),
  /** A condition did not hold. */
  CONDITION(FailureClass.REFUSED, false),
  /** There is no such object. */
  NO_OBJECT(FailureClass.REFUSED, false),
  /** There is no such upload in parts, any more. */
  NO_UPLOAD(FailureClass.REFUSED, false),
  /** The object has no tags, which most servers say by naming none. */
  NO_TAGS(FailureClass.REFUSED, false),
  /** There is no such bucket, queue or table. */
  NO_RESOURCE(FailureClass.REFUSED, false),
  /** It is in another region. */
  WRONG_REGION(FailureClass.REFUSED, false),
  /** The engine does not know what was asked for. */
  NOT_IMPLEMENTED(FailureClass.REFUSED, false),
  /** Wrong in some other way. */
  REFUSED(FailureClass.REFUSED, false);

  private final FailureClass failure;
  private final boolean worthRepeating;

  AwsFailure(FailureClass failure, boolean worthRepeating) {
    this.failure = failure;
    this.worthRepeating = worthRepeating;
  }

  /** The class that a unit or object fails with, if this is what ends it. */
  public FailureClass failure() {
    return failure;
  }

  /** Whether the same request may fare better in a moment. */
  public boolean worthRepeating() {
    return worthRepeating;
  }
}
