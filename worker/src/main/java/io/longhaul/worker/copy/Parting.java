package io.longhaul.worker.copy;

import io.longhaul.s3.ChecksumForm;
import io.longhaul.s3.Described;
import io.longhaul.s3.Expect;
import io.longhaul.s3.ListedObject;
import io.longhaul.s3.ObjectStore;
import io.longhaul.s3.OpenUpload;
import io.longhaul.s3.PartLayout;
import io.longhaul.s3.Traits;
import io.longhaul.s3.UploadRequest;
import io.longhaul.time.Deadline;
import io.longhaul.unit.Fate;
import io.longhaul.unit.NewUnit;
import io.longhaul.unit.Outcome;
import io.longhaul.unit.Payload.Assembly;
import io.longhaul.unit.Payload.Complete;
import io.longhaul.unit.Payload.Listed;
import io.longhaul.unit.Payload.Parts;
import io.longhaul.unit.Tally;
import io.longhaul.unit.Tier;
import io.longhaul.unit.Weight;
import io.longhaul.worker.walk.KeysWalk;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Begins one large object: opens its upload, and hands its parts on, to be joined by what follows.
 */
public final class Parting implements KeysWalk.Large {
  /** So many units of parts at the most: they, and what follows them, are one split. */
  private static final int MOST_UNITS = 80;

  private final CopyOne one;

  public Parting(CopyOne one) {
    this.one = one;
  }

  @Override
  public Optional<Outcome> begin(Listed object, int turn, ListedObject source, Expect expect)
      throws InterruptedException {
    Set<Fate> beside = EnumSet.noneOf(Fate.class);
    Optional<Described> described = described(source);
    if (described.isEmpty()) return Optional.empty();
    Traits traits = traits(source, described.get(), beside);
    ChecksumForm checksum = ChecksumForm.of(described.get().checksum());
    PartLayout layout = one.route().sizes().of(source.size());
    OpenUpload upload =
        one.retries()
            .send(deadline ->
                one.route()
                    .grants()
                    .write(
                        source.key(),
                        deadline,
                        beside,
                        acl -> open(source.key(), traits.withAcl(acl), checksum, deadline)));
    Assembly of =
        new Assembly(
            object,
            source.size(),
            source.etag(),
            target(expect),
            upload.id(),
            layout.part(),
            turn,
            checksum == null ? null : checksum.toString());
    Tally tally = Tally.of(Fate.RECEIVED, 1, object.size()).with(Fate.FORWARDED, 1, object.size());
    NewUnit next = new NewUnit(new Complete(of, null, beside), Tier.SMALL);
    return Optional.of(new Outcome.Split(tally, units(of), Optional.of(next)));
  }

  private OpenUpload open(
      String key, Traits traits, @Nullable ChecksumForm checksum, Deadline deadline)
      throws InterruptedException {
    UploadRequest request =
        new UploadRequest(
            one.ends().targetBucket(),
            one.ends().targetKey(key),
            traits,
            checksum == null ? null : checksum.inParts());
    return one.ends().to().createUpload(request, deadline);
  }

  /** The checksum that an object's parts are sent with, and that it is joined with. */
  static @Nullable ChecksumForm checksum(Assembly of) {
    return of.checksum() == null ? null : ChecksumForm.parse(of.checksum()).inParts();
  }

  private Optional<Described> described(ListedObject source) throws InterruptedException {
    String bucket = one.ends().sourceBucket();
    ObjectStore from = one.ends().from();
    return one.retries()
        .send(deadline -> from.describe(bucket, source.key(), deadline))
        .filter(seen -> seen.object().etag().equals(source.etag()));
  }

  /** An upload keeps nothing by itself: all that the object is beside its bytes is said here. */
  private Traits traits(ListedObject source, Described seen, Set<Fate> beside)
      throws InterruptedException {
    Optional<Map<String, String>> tags =
        one.retries()
            .send(deadline -> one.route().tags().read(source.key(), seen.tags(), deadline));
    beside.addAll(one.route().keeping().beside(source, seen.unspoken()));
    if (tags.isEmpty()) beside.add(Fate.UNTAGGED);
    return one.route().keeping().traits(source, seen.traits(), tags.orElse(Map.of()));
  }

  private static @Nullable String target(Expect expect) {
    return switch (expect) {
      case Expect.Absent absent -> null;
      case Expect.Etag there -> there.etag();
      case Expect.Anything anything ->
          throw new IllegalArgumentException("a copy always expects something");
    };
  }

  /** It is to be copied by several workers, and a unit is to be worth its coordination. */
  private List<NewUnit> units(Assembly of) {
    int parts = new PartLayout(of.size(), of.partSize()).count();
    int each = Math.max(one.route().sizes().inUnit(parts), Math.ceilDiv(parts, MOST_UNITS));
    List<NewUnit> units = new ArrayList<>();
    for (int first = 1; first <= parts; first += each) {
      units.add(unit(one.route(), of, first, Math.min(first + each - 1, parts)));
    }
    return units;
  }

  /** A unit of these parts. */
  static NewUnit unit(Route route, Assembly of, int first, int last) {
    Weight weight = route.weight(of, last - first + 1);
    return new NewUnit(new Parts(of, first, last), weight.tier());
  }
}
