package io.longhaul.kind;

import io.longhaul.access.Need;
import io.longhaul.job.CompareOptions;
import io.longhaul.job.Cut;
import io.longhaul.job.Job;
import io.longhaul.job.Keep;
import io.longhaul.job.S3Location;
import io.longhaul.job.S3VerifyJob;
import io.longhaul.unit.Outcome;
import io.longhaul.unit.Payload.Root;
import java.util.ArrayList;
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
    List<Need> needs = new ArrayList<>();
    for (S3Location side : List.of(verify.source(), verify.target())) {
      needs.add(Need.ofBucket("s3:ListBucket", side.bucket()));
      needs.add(Need.ofObjects("s3:GetObject", side.bucket(), side.prefix()));
      if (verify.compare().attributes() == CompareOptions.Attributes.COMPARE
          && verify.keep().tags() == Keep.Tags.REQUIRED) {
        needs.add(Need.ofObjects("s3:GetObjectTagging", side.bucket(), side.prefix()));
      }
    }
    if (verify.cut() instanceof Cut.Manifest manifest) {
      manifest
          .inS3()
          .ifPresent(at -> needs.add(Need.ofObjects("s3:GetObject", at.bucket(), at.prefix())));
    }
    return needs;
  }
}
