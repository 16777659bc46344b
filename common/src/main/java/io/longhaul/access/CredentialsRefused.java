package io.longhaul.access;

import org.jspecify.annotations.Nullable;

/**
 * The credentials are expired, missing or unknown: nothing that this process starts can succeed.
 */
public final class CredentialsRefused extends NoAccess {
  private static final long serialVersionUID = 1L;

  /**
   * @param said one line: what was asked for, and what was said
   */
  public CredentialsRefused(String said, @Nullable Throwable cause) {
    super(said + " (log in again: aws sso login, or aws configure; and check the clock)", cause);
  }
}
