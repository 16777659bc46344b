package io.longhaul.worker.copy;

import io.longhaul.s3.Expect;
import io.longhaul.s3.ListedObject;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.Fate;
import java.util.Set;

/** How one object fared. */
sealed interface Fared {
  /**
   * It is accounted for.
   *
   * @param beside what is counted beside, of what was copied
   */
  record Met(Fate fate, Set<Fate> beside) implements Fared {
    Met(Fate fate) {
      this(fate, Set.of());
    }
  }

  /** It could not be brought over: it leaves the unit as part of a unit of its own. */
  record Failed(FailureClass failure, String why) implements Fared {}

  /** It is to be copied, and too large for one request: it leaves, to be copied in parts. */
  record InParts(ListedObject source, Expect expect) implements Fared {}
}
