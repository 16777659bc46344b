package io.longhaul.sizing;

/** The group was not told how many it is to have; the message says why. */
public final class CapacityRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CapacityRefused(String message, Throwable cause) {
    super(message, cause);
  }
}
