package io.longhaul.kind;

import io.longhaul.access.Need;
import io.longhaul.job.Cut;
import io.longhaul.job.Job;
import io.longhaul.job.Keep;
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
  /**
   * 2: parts, ranges still to be cut, lists, and a selection that must not be overlooked. 3: sides
   * that are reached as they say, grants, and the kind of checksum that parts are sent with.
   */
  private static final int VERSION = 3;

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
    // for what is large
    needs.add(Need.ofObjects("s3:ListMultipartUploadParts", to.bucket(), to.prefix()));
    needs.add(Need.ofObjects("s3:AbortMultipartUpload", to.bucket(), to.prefix()));
    needs.add(Need.ofBucket("s3:ListBucketMultipartUploads", to.bucket()));
    if (copy.cut() instanceof Cut.Manifest manifest) {
      manifest
          .inS3()
          .ifPresent(at -> needs.add(Need.ofObjects("s3:GetObject", at.bucket(), at.prefix())));
    }
    if (copy.keep().tags() == Keep.Tags.REQUIRED) {
      needs.add(Need.ofObjects("s3:GetObjectTagging", from.bucket(), from.prefix()));
    }
    if (copy.keep().tags() != Keep.Tags.DROP) {
      needs.add(Need.ofObjects("s3:PutObjectTagging", to.bucket(), to.prefix()));
    }
    if (copy.keep().acl() == Keep.Grants.KEEP) {
      needs.add(Need.ofObjects("s3:GetObjectAcl", from.bucket(), from.prefix()));
    }
    if (copy.keep().acl() == Keep.Grants.KEEP || copy.keep().owner() == Keep.Owner.BUCKET_OWNER) {
      needs.add(Need.ofObjects("s3:PutObjectAcl", to.bucket(), to.prefix()));
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
