package io.longhaul.worker.host;

/** The group did not do what it was asked for, or did not answer. */
public final class GroupRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public GroupRefused(String message, Throwable cause) {
    super(message, cause);
  }
}
