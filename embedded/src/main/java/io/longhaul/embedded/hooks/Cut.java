package io.longhaul.embedded.hooks;

/** Ends a request without an answer. */
public final class Cut extends RuntimeException {
  public Cut() {
    super("cut by a hook", null, false, false);
  }
}
