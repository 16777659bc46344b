package io.longhaul.worker.copy;

import io.longhaul.s3.Written;
import io.longhaul.unit.Fate;
import java.util.Set;

/**
 * What became of one try to bring an object over.
 *
 * @param beside what of it stayed behind, or became another, if it was stored
 */
public record Brought(Written written, Set<Fate> beside) {
  public Brought {
    beside = Set.copyOf(beside);
  }
}
