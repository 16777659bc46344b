package io.longhaul.aws;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;

/** A profile, key or role gives no credentials, and will not until a person acts. */
final class IdentityUnusable extends SdkClientException {
  private static final long serialVersionUID = 1L;

  private final String remedy;

  /**
   * @param said one line, without what to do
   * @param remedy what to do
   */
  IdentityUnusable(String said, String remedy, @Nullable Throwable cause) {
    super(SdkClientException.builder().message(said).cause(cause));
    this.remedy = remedy;
  }

  String remedy() {
    return remedy;
  }
}
