package io.longhaul.worker.verify;

import io.longhaul.s3.Expect;
import io.longhaul.s3.ListedObject;
import io.longhaul.s3.StoreException;
import io.longhaul.s3.Written;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.Fate;
import io.longhaul.verify.Difference;
import io.longhaul.worker.copy.Brought;
import io.longhaul.worker.copy.CopyMeters;
import io.longhaul.worker.copy.Route;
import io.longhaul.worker.walk.Fared;
import io.longhaul.worker.walk.Retries;
import org.jspecify.annotations.Nullable;

/**
 * Copies an object that differs over exactly what was seen at its target, also if its bytes are
 * equal, and looks again; what only the target has stays as it is.
 *
 * @param copies the most of one object
 */
record Repair(
    Looking looking,
    Comparison comparison,
    Route route,
    Retries retries,
    int copies,
    CopyMeters meters) {

  Fared of(String sourceKey) throws InterruptedException {
    try {
      return bring(sourceKey);
    } catch (StoreException e) {
      return VerifyOne.failed(e);
    }
  }

  private Fared bring(String sourceKey) throws InterruptedException {
    @Nullable ListedObject copied = null;
    for (int made = 0; made <= copies; made++) {
      Pair pair = looking.at(sourceKey);
      switch (comparison.whole(pair)) {
        case Compared.Equal equal -> {
          return new Fared.Met(copied == null ? VerifyOne.fate(equal.by()) : Fate.COPIED);
        }
        case Compared.Gone gone -> {
          return new Fared.Met(Fate.GONE);
        }
        case Compared.Changed changed -> {}
        case Compared.Differs(Difference difference) -> {
          ListedObject source = pair.source();
          boolean again = copied != null && copied.equals(source);
          if (source == null || again) return differs(difference);
          if (source.size() > route.sizes().above()) return tooLarge(source);
          if (made < copies && copied(source, pair.target())) copied = source;
        }
      }
    }
    return new Fared.Failed(
        FailureClass.SOURCE_CHANGED,
        "'%s' or its target changed before each of %d copies".formatted(sourceKey, copies));
  }

  /** Nothing to copy it from, or the copy took not all along: another would be no better. */
  private static Fared.Differs differs(Difference difference) {
    return new Fared.Differs(difference.failure(), difference.write());
  }

  private static Fared.Failed tooLarge(ListedObject source) {
    return new Fared.Failed(
        FailureClass.TOO_LARGE,
        "'%s': %d bytes, and a verify does not copy in parts; the copy's job under a new name does"
            .formatted(source.key(), source.size()));
  }

  private boolean copied(ListedObject source, @Nullable ListedObject target)
      throws InterruptedException {
    Expect expect = target == null ? new Expect.Absent() : new Expect.Etag(target.etag());
    Brought brought =
        retries.send(deadline -> {
          try {
            return route.copy(source, expect, deadline);
          } catch (StoreException e) {
            meters.effectFailed();
            throw e;
          }
        });
    meters.effect(brought.written(), source.size());
    return brought.written() instanceof Written.Stored;
  }
}
