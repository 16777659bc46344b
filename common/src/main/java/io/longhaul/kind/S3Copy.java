package io.longhaul.kind;

import io.longhaul.access.KmsKeys;
import io.longhaul.access.Need;
import io.longhaul.access.Need.By;
import io.longhaul.job.Job;
import io.longhaul.job.Keep;
import io.longhaul.job.S3CopyJob;
import io.longhaul.unit.Outcome;
import io.longhaul.unit.Payload.Root;
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
    S3Needs needs = new S3Needs(copy);
    needs.toList();
    needs.toRead("s3:GetObject");
    needs.ofTarget("s3:GetObject");
    needs.ofTarget("s3:PutObject");
    // for what is large
    needs.ofTarget("s3:ListMultipartUploadParts");
    needs.ofTarget("s3:AbortMultipartUpload");
    Keep keep = copy.keep();
    if (keep.tags() == Keep.Tags.REQUIRED) needs.toCopy("s3:GetObjectTagging");
    if (keep.tags() != Keep.Tags.DROP) needs.ofTarget("s3:PutObjectTagging");
    if (keep.acl() == Keep.Grants.KEEP) needs.toCopy("s3:GetObjectAcl");
    if (keep.acl() == Keep.Grants.KEEP || keep.owner() == Keep.Owner.BUCKET_OWNER) {
      needs.ofTarget("s3:PutObjectAcl");
    }
    if (keep.objectLock() == Keep.ObjectLock.KEEP) {
      needs.toCopy("s3:GetObjectRetention");
      needs.toCopy("s3:GetObjectLegalHold");
      needs.ofTarget("s3:PutObjectRetention");
      needs.ofTarget("s3:PutObjectLegalHold");
    }
    if (keep.encryption().key() != null) needs.toEncrypt(keep.encryption().key());
    return needs.all();
  }

  @Override
  public List<Need> needs(Job job, KmsKeys keys) {
    if (!(job.options() instanceof S3CopyJob copy)) return List.of();
    S3Needs needs = new S3Needs(copy);
    keys.source().forEach(needs::toDecrypt);
    keys.target().forEach(needs::toEncrypt);
    return needs.all();
  }

  @Override
  public List<Need> wishes(Job job) {
    if (!(job.options() instanceof S3CopyJob copy)) return List.of();
    S3Needs needs = new S3Needs(copy);
    if (copy.keep().tags() == Keep.Tags.IF_READABLE) needs.toCopy("s3:GetObjectTagging");
    return needs.all();
  }

  /** Uploads that it left open are listed, and aborted as its units would. */
  @Override
  public List<Need> tidying(Job job) {
    if (!(job.options() instanceof S3CopyJob copy)) return List.of();
    return List.of(
        Need.ofBucket(By.TARGET, "s3:ListBucketMultipartUploads", copy.target().bucket()),
        Need.ofObjects(
            By.TARGET, "s3:AbortMultipartUpload", copy.target().bucket(), copy.target().prefix()));
  }
}
