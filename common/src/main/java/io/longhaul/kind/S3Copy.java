package io.longhaul.kind;

import io.longhaul.access.Need;
import io.longhaul.job.Cut;
import io.longhaul.job.Job;
import io.longhaul.job.Keep;
import io.longhaul.job.S3CopyJob;
import io.longhaul.job.S3Location;
import io.longhaul.ledger.Settlement.Split;
import io.longhaul.manifest.Columns;
import io.longhaul.manifest.KeyLists;
import io.longhaul.unit.Fate;
import io.longhaul.unit.NewUnit;
import io.longhaul.unit.Outcome;
import io.longhaul.unit.Payload;
import io.longhaul.unit.Payload.Root;
import io.longhaul.unit.Tally;
import io.longhaul.unit.Tier;
import java.util.ArrayList;
import java.util.List;

/**
 * Copies a bucket: a job is cut into ranges of keys that together hold every key below its source
 * and none twice, sent so that neighbours are far apart in time.
 */
public final class S3Copy implements Kind {
  /** 2: parts, ranges still to be cut, lists, and a selection that must not be overlooked. */
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
    if (copy.cut() instanceof Cut.Manifest manifest) return listed(job, manifest, root);
    return S3Ranges.cut(job, copy, root);
  }

  /** Parts that come too late find no upload any more, or stay for a redrive of what joins them. */
  @Override
  public boolean nextToleratesRedrive() {
    return true;
  }

  /** {@code root.from} counts the units that the keys of a local list make. */
  private static Outcome.Split listed(Job job, Cut.Manifest manifest, Root root) {
    if (manifest.keys().isEmpty()) return new Outcome.Split(Tally.NONE, List.of(slice(manifest)));
    KeyLists lists = new KeyLists(job.unit().objects());
    manifest.keys().forEach(key -> lists.add(new Payload.Listed(key, 0)));
    List<NewUnit> units = lists.units();
    int from = Math.toIntExact(root.from());
    boolean last = units.size() - from <= Split.MOST_CHILDREN;
    List<NewUnit> children =
        new ArrayList<>(units.subList(from, last ? units.size() : from + Split.MOST_CHILDREN - 1));
    long objects = 0;
    for (NewUnit unit : children) objects += ((Payload.Keys) unit.payload()).objects().size();
    if (!last) children.add(new NewUnit(new Root(from + children.size()), Tier.SMALL));
    return new Outcome.Split(
        Tally.of(Fate.LISTED, objects, 0).with(Fate.FORWARDED, objects, 0), children);
  }

  /** All of a list in S3: workers cut it up. */
  private static NewUnit slice(Cut.Manifest manifest) {
    S3Location at = manifest.inS3().orElseThrow();
    if (manifest.etag() == null || manifest.bytes() == 0) {
      throw new IllegalStateException(at + " is not pinned");
    }
    Columns columns =
        switch (manifest.rows()) {
          case CSV -> new Columns.Batch();
          case LOG -> new Columns.Log();
          case INVENTORY -> new Columns.Index();
        };
    boolean numbered = at.prefix().endsWith(".gz") || columns instanceof Columns.Index;
    return new NewUnit(
        new Payload.Slice(
            at.bucket(),
            at.prefix(),
            manifest.etag(),
            columns.toString(),
            at.prefix().endsWith(".gz"),
            0,
            numbered ? Long.MAX_VALUE : manifest.bytes()),
        Tier.SMALL);
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
