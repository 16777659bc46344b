package io.longhaul.claim;

/** The session that holds the unit is over, or too near its end for another effect. */
public final class SessionOver extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SessionOver(String message) {
    super(message, null, false, false);
  }
}
