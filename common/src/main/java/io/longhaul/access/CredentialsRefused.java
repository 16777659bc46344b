package io.longhaul.access;

import org.jspecify.annotations.Nullable;

/**
 * The credentials are expired, missing or unknown: nothing that this process starts can succeed.
 */
public final class CredentialsRefused extends NoAccess {
  private static final long serialVersionUID = 1L;

  /** What to do where no more is known. */
  public static final String LOG_IN =
      "log in again: aws sso login, or aws configure; and check the clock";

  /** What to do where there are none at all. */
  public static final String GIVE_SOME =
      "aws configure or aws sso login gives some; --local works without an account";

  /**
   * @param said one line: what was asked for, and what was said
   */
  public CredentialsRefused(String said, @Nullable Throwable cause) {
    this(said, LOG_IN, cause);
  }

  /**
   * @param remedy what to do
   */
  public CredentialsRefused(String said, String remedy, @Nullable Throwable cause) {
    super("%s (%s)".formatted(said, remedy), cause);
  }
}
