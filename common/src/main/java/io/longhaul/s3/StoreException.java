package io.longhaul.s3;

import io.longhaul.unit.FailureClass;
import org.jspecify.annotations.Nullable;

/**
 * A call that failed after the adapter's own bounded repetitions, classified.
 *
 * <p>Whether an effect took place is not known unless {@link #failure()} says so by its nature
 * (denied, refused); the conditions of the next try find out.
 */
public final class StoreException extends RuntimeException {
  /** The {@link #code()} that says: the store does not know the condition, and changed nothing. */
  public static final String CONDITION_UNKNOWN = "ConditionUnknown";

  /**
   * The {@link #code()} that says: it had to wait for its turn in this process until its deadline,
   * and nothing was sent. That is no failure: it may be tried again at once, in its turn.
   */
  public static final String NOT_SENT = "NotSent";

  /** The {@link #code()} that says: the customer's key for an object is not to be had. */
  public static final String NO_CUSTOMER_KEY = "NoCustomerKey";

  private static final long serialVersionUID = 1L;

  private final FailureClass failure;
  private final String code;

  /**
   * @param code S3's error code or the kind of I/O failure, such as {@code AccessDenied}
   * @param message one line: the call, bucket and key, and what was said
   */
  public StoreException(
      FailureClass failure, String code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.failure = failure;
    this.code = code;
  }

  public FailureClass failure() {
    return failure;
  }

  public String code() {
    return code;
  }
}
