package io.longhaul.stack;

/** A stack that is not there to be opened; the message says what to do. */
public final class StackUnreachable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StackUnreachable(String message) {
    super(message);
  }
}
