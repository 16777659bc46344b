package io.longhaul.ledger;

/** The ledger did not answer, or not in time; nothing is known about what the request did. */
public final class LedgerUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public LedgerUnavailable(String message, Throwable cause) {
    super(message, cause);
  }

  public LedgerUnavailable(String message) {
    super(message);
  }
}
