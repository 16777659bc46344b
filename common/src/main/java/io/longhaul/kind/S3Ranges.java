package io.longhaul.kind;

import io.longhaul.job.Cut;
import io.longhaul.job.Job;
import io.longhaul.job.S3Sides;
import io.longhaul.ledger.Settlement.Split;
import io.longhaul.partition.Partition;
import io.longhaul.unit.NewUnit;
import io.longhaul.unit.Outcome;
import io.longhaul.unit.Payload.Root;
import io.longhaul.unit.Tally;
import io.longhaul.unit.Tier;
import io.longhaul.unit.Weight;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a job between two places of S3, unless it names its objects, into ranges of keys that
 * together hold every key below its source and none twice, sent so that neighbours are far apart in
 * time.
 */
final class S3Ranges {
  private S3Ranges() {}

  /** {@code root.from} counts first cuts, in the order in which they are sent. */
  static Outcome.Split cut(Job job, S3Sides sides, Root root) {
    if (sides.cut() instanceof Cut.Manifest manifest) return S3List.cut(job, manifest, root);
    Partition partition = new Partition(sides.source().prefix(), sides.cut());
    int count = partition.count();
    if (root.from() >= count) {
      throw new IllegalArgumentException("root from %d: of %d cuts".formatted(root.from(), count));
    }
    int from = (int) root.from();
    boolean last = count - from <= Split.MOST_CHILDREN;
    int to = last ? count : from + Split.MOST_CHILDREN - 1;
    // how much lies in a range nobody knows yet; a unit's budget says what it may come to
    Tier tier = new Weight(job.unit().objects(), 0).tier();
    List<NewUnit> children = new ArrayList<>();
    for (int place = from; place < to; place++) {
      children.add(new NewUnit(partition.sent(place), tier));
    }
    if (!last) children.add(new NewUnit(new Root(to), Tier.SMALL));
    return new Outcome.Split(Tally.NONE, children);
  }
}
