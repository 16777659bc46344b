package io.longhaul.manifest;

/** A row that names no object to copy; the message says what is wrong with it. */
public final class BadRow extends Exception {
  private static final long serialVersionUID = 1;

  public BadRow(String message) {
    super(message);
  }
}
