package io.longhaul.aws;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * A profile, key or role gives no credentials, or a reference no key to encrypt with, and will not
 * until a person acts.
 */
final class IdentityUnusable extends SdkClientException {
  private static final long serialVersionUID = 1L;

  private final String remedy;
  private final boolean ofCustomerKey;

  /**
   * @param said one line, without what to do
   * @param remedy what to do
   */
  IdentityUnusable(String said, String remedy, @Nullable Throwable cause) {
    this(said, remedy, cause, false);
  }

  private IdentityUnusable(
      String said, String remedy, @Nullable Throwable cause, boolean ofCustomerKey) {
    super(SdkClientException.builder().message(said).cause(cause));
    this.remedy = remedy;
    this.ofCustomerKey = ofCustomerKey;
  }

  /** The same, where a key to encrypt with is meant, which says nothing of who asks. */
  IdentityUnusable forCustomerKey() {
    return new IdentityUnusable(String.valueOf(getMessage()), remedy, this, true);
  }

  boolean isOfCustomerKey() {
    return ofCustomerKey;
  }

  String remedy() {
    return remedy;
  }
}
