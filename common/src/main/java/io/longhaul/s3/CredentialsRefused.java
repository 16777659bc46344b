package io.longhaul.s3;

/** The credentials are expired, missing or unknown: nothing that this worker starts can succeed. */
public final class CredentialsRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message one line: what was said, and the command that logs in
   */
  public CredentialsRefused(String message, Throwable cause) {
    super(message, cause);
  }
}
