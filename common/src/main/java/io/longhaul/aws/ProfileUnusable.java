package io.longhaul.aws;

import software.amazon.awssdk.core.exception.SdkClientException;

/** The profile that the SDK goes by gives no credentials, and will not until a person acts. */
final class ProfileUnusable extends SdkClientException {
  private static final long serialVersionUID = 1L;

  private final String remedy;

  /**
   * @param said one line, without what to do
   * @param remedy what to do
   */
  ProfileUnusable(String said, String remedy, Throwable cause) {
    super(SdkClientException.builder().message(said).cause(cause));
    this.remedy = remedy;
  }

  String remedy() {
    return remedy;
  }
}
