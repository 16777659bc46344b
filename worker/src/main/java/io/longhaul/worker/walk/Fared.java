package io.longhaul.worker.walk;

import io.longhaul.s3.Expect;
import io.longhaul.s3.ListedObject;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.Fate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How one object fared. */
public sealed interface Fared {
  /**
   * It is accounted for.
   *
   * @param beside what is counted beside, of what was copied
   */
  record Met(Fate fate, Set<Fate> beside) implements Fared {
    public Met(Fate fate) {
      this(fate, Set.of());
    }
  }

  /** It could not be brought over: it leaves the unit as part of a unit of its own. */
  record Failed(FailureClass failure, String why) implements Fared {}

  /** It is to be copied, and too large for one request: it leaves, to be copied in parts. */
  record InParts(ListedObject source, Expect expect) implements Fared {}

  /**
   * There was no time to be done with it: it leaves, and is gone on with by itself.
   *
   * @param note how far it came; null: it is to be begun anew
   */
  record Unfinished(@Nullable String note) implements Fared {}

  /**
   * Nothing failed, and its two sides differ: it leaves likewise.
   *
   * @param note what is to be known of it; null: nothing yet
   */
  record Differs(FailureClass difference, @Nullable String note) implements Fared {
    public Differs {
      if (!difference.difference()) throw new IllegalArgumentException(difference + ": none");
    }
  }
}
