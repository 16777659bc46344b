package io.longhaul.worker.copy;

import io.longhaul.s3.ListedObject;
import io.longhaul.s3.Written;
import io.longhaul.unit.Fate;
import java.util.EnumSet;
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

  /** With what the target's answer says of its checksum. */
  static Brought of(ListedObject source, Written written, Set<Fate> beside) {
    if (!(written instanceof Written.Stored stored)) return new Brought(written, beside);
    Set<Fate> checksum = Keeping.checksum(source.checksum(), stored.checksum());
    if (checksum.isEmpty() || beside.isEmpty()) {
      return new Brought(written, beside.isEmpty() ? checksum : beside);
    }
    Set<Fate> all = EnumSet.copyOf(beside);
    all.addAll(checksum);
    return new Brought(written, all);
  }
}
