package io.longhaul.coordinator.units;

import io.longhaul.ledger.UnitRow;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.UnitState;
import java.util.Optional;

/**
 * Which units are meant; each part narrows it down.
 *
 * @param failure of its last failure, whatever became of it since
 * @param prefix what a key that it may hold begins with; empty: any
 */
public record UnitFilter(Optional<UnitState> state, Optional<FailureClass> failure, String prefix) {
  /** What its row alone can say, so that no payload is read for nothing. */
  boolean selects(UnitRow unit) {
    return state.filter(of -> of != unit.state()).isEmpty()
        && (failure.isEmpty() || unit.failure().equals(failure));
  }
}
