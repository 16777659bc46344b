package io.longhaul.stack;

/** A stack that no repetition opens: a setting is missing or wrong; the message says which. */
public final class StackMisconfigured extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StackMisconfigured(String message) {
    super(message);
  }

  public StackMisconfigured(String message, Throwable cause) {
    super(message, cause);
  }
}
