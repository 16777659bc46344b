package io.longhaul.worker.host;

/** The instance metadata service gave no answer that says anything, after all tries. */
public final class ImdsSilent extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ImdsSilent(String message) {
    super(message);
  }
}
