package io.longhaul.worker.walk;

import io.longhaul.job.S3Sides;
import io.longhaul.partition.Mapping;
import io.longhaul.s3.ObjectStore;
import io.longhaul.s3.OpenUpload;
import io.longhaul.unit.Payload.Assembly;

/**
 * Where objects come from and where they go: both stores, both buckets, and what becomes of a key.
 */
public record Ends(
    ObjectStore from, String sourceBucket, ObjectStore to, String targetBucket, Mapping mapping) {
  public static Ends of(S3Sides job, CopyStores.Pair stores) {
    return new Ends(
        stores.source(),
        job.source().bucket(),
        stores.target(),
        job.target().bucket(),
        new Mapping(job.source().prefix(), job.target().prefix(), job.rename()));
  }

  /** The upload that gathers an object's parts. */
  public OpenUpload upload(Assembly of) {
    return new OpenUpload(targetBucket, targetKey(of.object().key()), of.upload());
  }

  public String targetKey(String sourceKey) {
    return mapping.key(sourceKey);
  }
}
