package io.longhaul.kind;

import io.longhaul.access.KmsKeys;
import io.longhaul.access.Need;
import io.longhaul.job.CompareOptions;
import io.longhaul.job.Job;
import io.longhaul.job.Keep;
import io.longhaul.job.S3VerifyJob;
import io.longhaul.unit.Outcome;
import io.longhaul.unit.Payload.Root;
import java.util.List;

/** Compares two places of S3: a job is cut into ranges of keys as a copy between them would be. */
public final class S3Verify implements Kind {
  /** 3: lists, parts, and a selection and names that must not be overlooked. */
  private static final int VERSION = 3;

  @Override
  public String name() {
    return S3VerifyJob.KIND;
  }

  @Override
  public int version() {
    return VERSION;
  }

  @Override
  public Outcome.Split cut(Job job, Root root) {
    if (!(job.options() instanceof S3VerifyJob verify)) {
      throw new IllegalArgumentException("a job of kind " + job.kind() + " is not " + name());
    }
    return S3Ranges.cut(job, verify, root);
  }

  /** As of a copy: parts that come too late find no upload any more. */
  @Override
  public boolean nextToleratesRedrive() {
    return true;
  }

  /** Reads only; what a redriven unit writes needs what a copy of the same route needs. */
  @Override
  public List<Need> needs(Job job) {
    if (!(job.options() instanceof S3VerifyJob verify)) return List.of();
    S3Needs needs = new S3Needs(verify);
    needs.toList();
    needs.ofSource("s3:GetObject");
    needs.ofTarget("s3:GetObject");
    if (comparesTags(verify, Keep.Tags.REQUIRED)) needs.ofBoth("s3:GetObjectTagging");
    return needs.all();
  }

  /** A HEAD that asks for checksums wants the key of what they are of. */
  @Override
  public List<Need> needs(Job job, KmsKeys keys) {
    if (!(job.options() instanceof S3VerifyJob verify)) return List.of();
    S3Needs needs = new S3Needs(verify);
    keys.source().forEach(needs::toDecrypt);
    keys.target().forEach(needs::toDecryptTarget);
    return needs.all();
  }

  @Override
  public List<Need> wishes(Job job) {
    if (!(job.options() instanceof S3VerifyJob verify)) return List.of();
    S3Needs needs = new S3Needs(verify);
    if (comparesTags(verify, Keep.Tags.IF_READABLE)) needs.ofBoth("s3:GetObjectTagging");
    return needs.all();
  }

  private static boolean comparesTags(S3VerifyJob verify, Keep.Tags tags) {
    return verify.compare().attributes() == CompareOptions.Attributes.COMPARE
        && verify.keep().tags() == tags;
  }
}
