package io.longhaul.worker.verify;

import io.longhaul.job.CompareOptions;
import io.longhaul.s3.ListedObject;
import io.longhaul.verify.Difference.In;
import io.longhaul.worker.copy.Decision;
import io.longhaul.worker.verify.Compared.By;
import io.longhaul.worker.walk.Ends;
import io.longhaul.worker.walk.Retries;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Compares both sides of one object, by what the job says. */
record Comparison(CompareOptions options, Ends ends, Retries retries) {

  /** By what was seen alone; as far as that tells, they are equal, or they are not. */
  Compared seen(Pair pair) {
    ListedObject source = pair.source();
    ListedObject target = pair.target();
    if (source == null && target == null) return new Compared.Gone();
    if (source == null || target == null) {
      return new Compared.Differs(pair.difference(Set.of()));
    }
    Set<In> in = EnumSet.noneOf(In.class);
    By by = By.SIZE;
    if (source.size() != target.size()) {
      in.add(In.SIZE);
    } else if (options.by() == CompareOptions.By.ETAG) {
      boolean sameEtag = !source.etag().isEmpty() && source.etag().equals(target.etag());
      boolean comparable = sameEtag || Decision.comparable(source, target);
      if (comparable && !sameEtag) in.add(In.ETAG);
      if (comparable) by = By.ETAG;
    }
    // no copy of what the source is now can be older than it
    if (by == By.SIZE && options.by() == CompareOptions.By.ETAG && older(source, target)) {
      in.add(In.OLDER);
    }
    if (in.isEmpty()) return new Compared.Equal(by);
    if (older(source, target)) in.add(In.OLDER);
    return new Compared.Differs(pair.difference(in));
  }

  /** A time may be cut to the second on one side. */
  private static boolean older(ListedObject source, ListedObject target) {
    return target.modified().isBefore(source.modified().truncatedTo(ChronoUnit.SECONDS));
  }

  /** By all that the job says, asking for what was not seen. */
  Compared whole(Pair pair) throws InterruptedException {
    Compared seen = seen(pair);
    ListedObject source = pair.source();
    ListedObject target = pair.target();
    if (!(seen instanceof Compared.Equal equal) || source == null || target == null) return seen;
    By by = equal.by();
    if (options.by() == CompareOptions.By.BYTES) {
      switch (new SideBytes(ends, retries).compare(source, target)) {
        case NO -> {
          return new Compared.Differs(pair.difference(Set.of(In.BYTES)));
        }
        case CHANGED -> {
          return new Compared.Changed();
        }
        case YES -> by = By.BYTES;
      }
    }
    return options.attributes() == CompareOptions.Attributes.COMPARE
        ? beside(pair, source, target, by)
        : new Compared.Equal(by);
  }

  private Compared beside(Pair pair, ListedObject source, ListedObject target, By by)
      throws InterruptedException {
    Optional<Beside> one =
        retries.send(deadline -> Beside.read(ends.from(), ends.sourceBucket(), source, deadline));
    Optional<Beside> other =
        retries.send(deadline -> Beside.read(ends.to(), ends.targetBucket(), target, deadline));
    if (one.isEmpty() || other.isEmpty()) return new Compared.Changed();
    Set<In> in = one.get().differences(other.get());
    return in.isEmpty() ? new Compared.Equal(by) : new Compared.Differs(pair.difference(in));
  }
}
