package io.longhaul.ledger;

/** Where a run stands. */
public enum RunState {
  OPEN,
  /** Cancel was asked for; what is open is being closed. */
  CANCELLING,
  /** Nothing is open; units may be dead, and redriving them opens it again. */
  CLOSED,
  /** Cancelled and final. */
  CANCELLED;

  /** Whether it was cancelled, be it that workers still have to give up what they hold. */
  public boolean cancelled() {
    return this == CANCELLING || this == CANCELLED;
  }

  public boolean over() {
    return this == CLOSED || this == CANCELLED;
  }
}
