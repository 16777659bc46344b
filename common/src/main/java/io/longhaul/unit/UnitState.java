package io.longhaul.unit;

/** Where a unit stands; docs/state.md has every transition. */
public enum UnitState {
  WAITING,
  PENDING,
  RUNNING,
  DONE,
  SPLIT,
  DEAD,
  CANCELLED,
  ACCEPTED;

  /** Whether its stage counts it as open. */
  public boolean open() {
    return this == WAITING || this == PENDING || this == RUNNING;
  }
}
