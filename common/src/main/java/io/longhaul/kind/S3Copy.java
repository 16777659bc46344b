package io.longhaul.kind;

import io.longhaul.access.Need;
import io.longhaul.job.CopyOptions;
import io.longhaul.job.Job;
import io.longhaul.job.S3CopyJob;
import io.longhaul.job.S3Location;
import io.longhaul.unit.Outcome;
import io.longhaul.unit.Payload.Root;
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

  @Override
  public Outcome.Split cut(Job job, Root root) {
    if (!(job.options() instanceof S3CopyJob copy)) {
      throw new IllegalArgumentException("a job of kind " + job.kind() + " is not " + name());
    }
    return S3Ranges.cut(job, copy, root);
  }

  /** Parts that come too late find no upload any more, or stay for a redrive of what joins them. */
  @Override
  public boolean nextToleratesRedrive() {
    return true;
  }

  /** A server-side copy takes tags along, which S3 counts as reading and writing them. */
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
    if (copy.copy().route() == CopyOptions.Route.SERVER_SIDE) {
      needs.add(Need.ofObjects("s3:GetObjectTagging", from.bucket(), from.prefix()));
      needs.add(Need.ofObjects("s3:PutObjectTagging", to.bucket(), to.prefix()));
    }
    return needs;
  }
}
