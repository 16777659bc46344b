package io.longhaul.worker.verify;

import static java.util.Objects.requireNonNull;

import io.longhaul.unit.FailureClass;
import io.longhaul.unit.Outcome;
import io.longhaul.unit.Payload.Keys;
import io.longhaul.unit.Payload.Listed;
import io.longhaul.verify.Difference;

/** Keys as a look at each has left them: with a note of what differs, or without. */
record Noted(Keys keys) {
  /** Whether they are differences that were looked at, and nothing else. */
  boolean found() {
    return keys.alone() != null
        && keys.alone().difference()
        && keys.objects().stream().allMatch(object -> object.note() != null);
  }

  /** Whether a split would hand on the very unit that it splits. */
  boolean sameAs(Outcome.Split split) {
    return split.children().size() == 1 && split.children().getFirst().payload().equals(keys);
  }

  /** What a person is told; each object's own difference is in the payload. */
  Outcome.Failed died() {
    FailureClass failure = requireNonNull(keys.alone());
    Listed first = keys.objects().getFirst();
    Difference difference = Difference.read(requireNonNull(first.note()));
    String what =
        switch (failure) {
          case MISSING -> "the target has no such object";
          case EXTRA -> "the source has no such object";
          default -> "differs in " + difference.words();
        };
    int more = keys.objects().size() - 1;
    return new Outcome.Failed(
        failure,
        "%s: '%s'%s".formatted(what, first.key(), more == 0 ? "" : " and " + more + " more"));
  }
}
