package io.longhaul.worker.verify;

import io.longhaul.s3.StoreException;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.Fate;
import io.longhaul.verify.Difference;
import io.longhaul.worker.walk.Fared;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Compares both sides of one object, and looks and compares again when one of them is not any more
 * what was seen.
 *
 * @param looks the most at one object
 */
record VerifyOne(Looking looking, Comparison comparison, int looks, VerifyMeters meters) {

  /** An object that a listing showed: what differs is to be looked at again by itself. */
  Fared listed(String sourceKey, Pair seen) throws InterruptedException {
    return compare(sourceKey, seen, difference -> null);
  }

  /** An object that differed when it was listed: what differs still is noted. */
  Fared again(String sourceKey) throws InterruptedException {
    return compare(sourceKey, null, Difference::write);
  }

  private Fared compare(
      String sourceKey, @Nullable Pair seen, Function<Difference, @Nullable String> note)
      throws InterruptedException {
    try {
      Pair pair = seen;
      for (int made = 0; made < looks; made++) {
        if (pair == null) pair = looking.at(sourceKey);
        switch (comparison.whole(pair)) {
          case Compared.Equal equal -> {
            meters.equal(equal.by());
            return new Fared.Met(fate(equal.by()));
          }
          case Compared.Gone gone -> {
            return new Fared.Met(Fate.GONE);
          }
          case Compared.Differs(Difference difference) -> {
            String noted = note.apply(difference);
            if (noted != null) meters.differs(difference);
            return new Fared.Differs(difference.failure(), noted);
          }
          case Compared.Changed changed -> pair = null;
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

  /** Equal by size alone is counted beside. */
  static Fate fate(Compared.By by) {
    return switch (by) {
      case ETAG, BYTES -> Fate.EQUAL;
      case SIZE -> Fate.TIMED;
    };
  }
}
