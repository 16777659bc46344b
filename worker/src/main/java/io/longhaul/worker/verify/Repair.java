package io.longhaul.worker.verify;

import static java.util.Objects.requireNonNull;

import io.longhaul.s3.ListedObject;
import io.longhaul.s3.StoreException;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.Fate;
import io.longhaul.unit.Payload.Listed;
import io.longhaul.verify.BytesSoFar;
import io.longhaul.verify.Difference;
import io.longhaul.verify.Difference.In;
import io.longhaul.worker.copy.CopyOne;
import io.longhaul.worker.walk.Fared;
import io.longhaul.worker.walk.Seen;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Copies an object that differs over exactly what was seen at its target, also if its bytes are
 * equal, and looks again; what only the target has stays as it is.
 *
 * <p>A large one leaves, to be copied in parts. What these come to is not compared again here: they
 * are taken from one content of the source, and joined by who knows their ETag.
 *
 * @param one copies it whatever the target has
 * @param copies the most of one object
 */
record Repair(Looking looking, Comparison comparison, CopyOne one, int copies) {

  /**
   * @param object with a note of the difference
   */
  Fared of(Listed object) throws InterruptedException {
    try {
      return bring(object);
    } catch (StoreException e) {
      return VerifyOne.failed(e);
    }
  }

  private Fared bring(Listed object) throws InterruptedException {
    @Nullable ListedObject copied = null;
    Fared.@Nullable Met met = null;
    for (int made = 0; made <= copies; made++) {
      Pair pair = looking.at(object.key());
      ListedObject source = pair.source();
      switch (compared(object, pair)) {
        case Compared.Equal equal -> {
          return met == null ? VerifyOne.met(equal) : met;
        }
        case Compared.Gone gone -> {
          return new Fared.Met(Fate.GONE);
        }
        case Compared.Filtered filtered -> {
          return new Fared.Met(Fate.FILTERED);
        }
        case Compared.Changed changed -> {}
        case Compared.Unfinished unfinished -> {
          // the worker leaves; or so much is to be read that another had better begin with it
          return new Fared.Unfinished(large(pair) ? null : object.note());
        }
        case Compared.Differs(Difference difference) -> {
          boolean again = copied != null && copied.equals(source);
          if (source == null || again) return differs(difference);
          if (made == copies) break;
          Optional<Fared> fared = one.tried(new Seen(source, pair.target()));
          if (fared.isEmpty()) break;
          if (!(fared.get() instanceof Fared.Met stored)) return fared.get();
          copied = source;
          met = stored;
        }
      }
    }
    return new Fared.Failed(
        FailureClass.SOURCE_CHANGED,
        "'%s' or its target changed before each of %d copies".formatted(object.key(), copies));
  }

  /** Of a large object the bytes are not read once more, if it is known that they differ. */
  private Compared compared(Listed object, Pair pair) throws InterruptedException {
    if (!large(pair)) return comparison.whole(pair, Optional.empty());
    Compared compared = comparison.withoutBytes(pair);
    if (!(compared instanceof Compared.Equal) || !comparison.options().readsBytes()) {
      return compared;
    }
    Difference noted = Difference.read(requireNonNull(object.note()));
    String source = requireNonNull(pair.source()).etag();
    String target = requireNonNull(pair.target()).etag();
    return noted.in().contains(In.BYTES) && noted.saw(source, target)
        ? new Compared.Differs(pair.difference(Set.of(In.BYTES)))
        : new Compared.Unfinished(new BytesSoFar(0, source, target));
  }

  private boolean large(Pair pair) {
    return pair.source() != null && pair.target() != null && one.inParts(pair.source());
  }

  /** Nothing to copy it from, or the copy took not all along: another would be no better. */
  private static Fared.Differs differs(Difference difference) {
    return new Fared.Differs(difference.failure(), difference.write());
  }
}
