package io.longhaul.queue;

/** A queue of the stack is not there: no repetition makes one, a person has to. */
public final class QueueMissing extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message one line: the queue's name, and what to do
   */
  public QueueMissing(String message, Throwable cause) {
    super(message, cause);
  }
}
