package io.longhaul.kind;

import io.longhaul.access.Need;
import io.longhaul.job.Job;
import io.longhaul.job.Keep;
import io.longhaul.job.S3CopyJob;
import io.longhaul.job.S3Location;
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
 * Copies a bucket: a job is cut into ranges of keys that together hold every key below its source
 * and none twice, sent so that neighbours are far apart in time.
 */
public final class S3Copy implements Kind {
  private static final int VERSION = 2;

  @Override
  public String name() {
    return S3CopyJob.KIND;
  }

  @Override
  public int version() {
    return VERSION;
  }

  /** {@code root.from} counts first cuts, in the order in which they are sent. */
  @Override
  public Outcome.Split cut(Job job, Root root) {
    if (!(job.options() instanceof S3CopyJob copy)) {
      throw new IllegalArgumentException("a job of kind " + job.kind() + " is not " + name());
    }
    Partition partition = new Partition(copy.source().prefix(), copy.cut());
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

  /** Parts that come too late find no upload any more, or stay for a redrive of what joins them. */
  @Override
  public boolean nextToleratesRedrive() {
    return true;
  }

  /** To take tags along is to read and to write them, whoever does it. */
  @Override
  public List<Need> needs(Job job) {
    if (!(job.options() instanceof S3CopyJob copy)) return List.of();
    S3Location from = copy.source();
    S3Location to = copy.target();
    List<Need> needs = new ArrayList<>();
    needs.add(Need.ofBucket("s3:ListBucket", from.bucket()));
    needs.add(Need.ofBucket("s3:ListBucket", to.bucket()));
    needs.add(Need.ofObjects("s3:GetObject", from.bucket(), from.prefix()));
    needs.add(Need.ofObjects("s3:GetObject", to.bucket(), to.prefix()));
    needs.add(Need.ofObjects("s3:PutObject", to.bucket(), to.prefix()));
    if (copy.keep().tags() == Keep.Tags.REQUIRED) {
      needs.add(Need.ofObjects("s3:GetObjectTagging", from.bucket(), from.prefix()));
    }
    if (copy.keep().tags() != Keep.Tags.DROP) {
      needs.add(Need.ofObjects("s3:PutObjectTagging", to.bucket(), to.prefix()));
    }
    if (copy.keep().objectLock() == Keep.ObjectLock.KEEP) {
      needs.add(Need.ofObjects("s3:GetObjectRetention", from.bucket(), from.prefix()));
      needs.add(Need.ofObjects("s3:GetObjectLegalHold", from.bucket(), from.prefix()));
      needs.add(Need.ofObjects("s3:PutObjectRetention", to.bucket(), to.prefix()));
      needs.add(Need.ofObjects("s3:PutObjectLegalHold", to.bucket(), to.prefix()));
    }
    return needs;
  }
}
