package io.longhaul.worker.verify;

import io.longhaul.job.CompareOptions;
import io.longhaul.job.S3VerifyJob;
import io.longhaul.s3.Described.SameBytes;
import io.longhaul.s3.ListedObject;
import io.longhaul.verify.BytesSoFar;
import io.longhaul.verify.Difference.In;
import io.longhaul.worker.copy.Decision;
import io.longhaul.worker.verify.Compared.By;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Compares both sides of one object, by what the job says. */
record Comparison(S3VerifyJob job, SideBytes bytes, Kept kept) {

  private static final Set<In> BY_ETAG = EnumSet.of(In.ETAG);

  CompareOptions options() {
    return job.compare();
  }

  /** By what was seen alone; as far as that tells, they are equal, or they are not. */
  Compared seen(Pair pair) {
    ListedObject source = pair.source();
    ListedObject target = pair.target();
    if (source == null && target == null) return new Compared.Gone();
    if (!isMeant(pair)) return new Compared.Filtered();
    if (source == null || target == null) {
      return new Compared.Differs(pair.difference(Set.of()));
    }
    Set<In> in = EnumSet.noneOf(In.class);
    By by = By.SIZE;
    if (source.size() != target.size()) {
      in.add(In.SIZE);
    } else if (options().by() == CompareOptions.By.ETAG) {
      boolean sameEtag = !source.etag().isEmpty() && source.etag().equals(target.etag());
      boolean comparable = sameEtag || Decision.comparable(source, target);
      if (comparable && !sameEtag) in.add(In.ETAG);
      if (comparable) by = By.ETAG;
    }
    // no copy of what the source is now can be older than it
    if (by == By.SIZE && options().by() == CompareOptions.By.ETAG && older(source, target)) {
      in.add(In.OLDER);
    }
    if (in.isEmpty()) return new Compared.Equal(by, reclassed(source, target));
    if (older(source, target)) in.add(In.OLDER);
    return new Compared.Differs(pair.difference(in));
  }

  /** What only the target has is held to its name and its size: its time is not the source's. */
  private boolean isMeant(Pair pair) {
    String name = pair.key().substring(job.source().prefix().length());
    ListedObject source = pair.source();
    if (source != null) return job.select().holds(name, source.size(), source.modified());
    return pair.target() == null || job.select().mayHold(name, pair.target().size());
  }

  private boolean reclassed(ListedObject source, ListedObject target) {
    return options().attributes() == CompareOptions.Attributes.COMPARE
        && !source.storageClass().equals(target.storageClass());
  }

  /** A time may be cut to the second on one side. */
  private static boolean older(ListedObject source, ListedObject target) {
    return target.modified().isBefore(source.modified().truncatedTo(ChronoUnit.SECONDS));
  }

  /**
   * By all that the job says, asking for what was not seen.
   *
   * @param known of an earlier comparison, if it was of these two
   */
  Compared whole(Pair pair, Optional<BytesSoFar> known) throws InterruptedException {
    Compared seen = told(pair);
    ListedObject source = pair.source();
    ListedObject target = pair.target();
    if (!(seen instanceof Compared.Equal equal) || source == null || target == null) return seen;
    if (options().by() != CompareOptions.By.BYTES) return beside(pair, equal);
    SideBytes.End end = bytes.compare(source, target, from(known, source, target));
    return switch (end.same()) {
      case NO -> new Compared.Differs(pair.difference(Set.of(In.BYTES)));
      case CHANGED -> new Compared.Changed();
      case YES -> {
        if (end.reached() < source.size()) {
          yield new Compared.Unfinished(
              new BytesSoFar(end.reached(), source.etag(), target.etag()));
        }
        yield beside(pair, new Compared.Equal(By.BYTES, equal.reclassed()));
      }
    };
  }

  private static long from(Optional<BytesSoFar> known, ListedObject source, ListedObject target) {
    return known
        .filter(of -> of.source().equals(source.etag()) && of.target().equals(target.etag()))
        .map(BytesSoFar::bytes)
        .orElse(0L);
  }

  /** By all but the bytes. */
  Compared withoutBytes(Pair pair) throws InterruptedException {
    Compared told = told(pair);
    return told instanceof Compared.Equal equal ? beside(pair, equal) : told;
  }

  /**
   * By what was seen, and where only two ETags differ that look like MD5s, by what a HEAD of each
   * side tells: those of objects under a KMS key are none.
   */
  private Compared told(Pair pair) throws InterruptedException {
    Compared seen = seen(pair);
    ListedObject source = pair.source();
    ListedObject target = pair.target();
    if (!byEtagAlone(seen) || source == null || target == null) return seen;
    Optional<SameBytes> same = kept.sameBytes(source, target);
    if (same.isEmpty()) return new Compared.Changed();
    return switch (same.get()) {
      case YES -> new Compared.Equal(By.ETAG, reclassed(source, target));
      case NO -> seen;
      case UNKNOWN -> new Compared.Equal(By.SIZE, reclassed(source, target));
    };
  }

  private static boolean byEtagAlone(Compared seen) {
    return seen instanceof Compared.Differs differs && differs.difference().in().equals(BY_ETAG);
  }

  /** Whether what was seen is not all that is to be compared. */
  boolean asks(Pair pair) {
    Compared seen = seen(pair);
    return byEtagAlone(seen) || (options().asksForEach() && seen instanceof Compared.Equal);
  }

  private Compared beside(Pair pair, Compared.Equal equal) throws InterruptedException {
    ListedObject source = pair.source();
    ListedObject target = pair.target();
    boolean asked = options().attributes() == CompareOptions.Attributes.COMPARE;
    if (!asked || source == null || target == null) return equal;
    Optional<Set<In>> in = kept.differences(source, target);
    if (in.isEmpty()) return new Compared.Changed();
    return in.get().isEmpty() ? equal : new Compared.Differs(pair.difference(in.get()));
  }
}
