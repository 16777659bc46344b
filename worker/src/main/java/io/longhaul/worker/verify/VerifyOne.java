package io.longhaul.worker.verify;

import io.longhaul.s3.ListedObject;
import io.longhaul.s3.StoreException;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.Fate;
import io.longhaul.verify.BytesSoFar;
import io.longhaul.verify.Difference;
import io.longhaul.worker.walk.Fared;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Compares both sides of one object, and looks and compares again when one of them is not any more
 * what was seen.
 *
 * @param looks the most at one object
 */
record VerifyOne(Looking looking, Comparison comparison, int looks, VerifyMeters meters) {
  /** What was seen first. */
  private interface First {
    Pair look() throws InterruptedException;
  }

  /** An object that a listing showed: what differs is to be looked at again by itself. */
  Fared listed(Pair seen) throws InterruptedException {
    return compare(seen.key(), () -> seen, Optional.empty(), difference -> null);
  }

  /** The same, of which the listing shows nothing at the target. */
  Fared listed(ListedObject source) throws InterruptedException {
    return compare(
        source.key(), () -> looking.beside(source), Optional.empty(), difference -> null);
  }

  /**
   * An object that is known by its name: what differs is noted.
   *
   * @param known how far it was found equal
   */
  Fared named(String sourceKey, Optional<BytesSoFar> known) throws InterruptedException {
    return compare(sourceKey, () -> looking.at(sourceKey), known, Difference::write);
  }

  private Fared compare(
      String sourceKey,
      First first,
      Optional<BytesSoFar> known,
      Function<Difference, @Nullable String> note)
      throws InterruptedException {
    try {
      Pair pair = first.look();
      for (int made = 0; made < looks; made++) {
        switch (comparison.whole(pair, known)) {
          case Compared.Equal equal -> {
            meters.equal(equal.by());
            return met(equal);
          }
          case Compared.Gone gone -> {
            return new Fared.Met(Fate.GONE);
          }
          case Compared.Filtered filtered -> {
            return new Fared.Met(Fate.FILTERED);
          }
          case Compared.Differs(Difference difference) -> {
            String noted = note.apply(difference);
            if (noted != null) meters.differs(difference);
            return new Fared.Differs(difference.failure(), noted);
          }
          case Compared.Unfinished(BytesSoFar soFar) -> {
            return new Fared.Unfinished(soFar.write());
          }
          case Compared.Changed changed -> pair = looking.at(sourceKey);
        }
      }
      return changing(sourceKey);
    } catch (StoreException e) {
      return failed(e);
    }
  }

  private Fared.Failed changing(String sourceKey) {
    return new Fared.Failed(
        FailureClass.SOURCE_CHANGED,
        "'%s' or its target changed while it was compared, %d times".formatted(sourceKey, looks));
  }

  static Fared.Failed failed(StoreException e) {
    return new Fared.Failed(e.failure(), String.valueOf(e.getMessage()));
  }

  static Fared.Met met(Compared.Equal equal) {
    return new Fared.Met(fate(equal.by()), equal.reclassed() ? Set.of(Fate.RECLASSED) : Set.of());
  }

  /** Equal by size alone is counted beside. */
  private static Fate fate(Compared.By by) {
    return switch (by) {
      case ETAG, BYTES -> Fate.EQUAL;
      case SIZE -> Fate.TIMED;
    };
  }
}
