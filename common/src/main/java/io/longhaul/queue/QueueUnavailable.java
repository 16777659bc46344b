package io.longhaul.queue;

/** The queue did not answer, or not in time; nothing is known about what the request did. */
public final class QueueUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public QueueUnavailable(String message, Throwable cause) {
    super(message, cause);
  }

  public QueueUnavailable(String message) {
    super(message);
  }
}
