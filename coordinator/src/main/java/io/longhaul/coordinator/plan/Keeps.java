package io.longhaul.coordinator.plan;

import io.longhaul.job.Access;
import io.longhaul.job.Keep;
import io.longhaul.job.S3CopyJob;
import io.longhaul.job.TargetEncryption;
import java.util.ArrayList;
import java.util.List;

/**
 * What of an object goes to the target beside its bytes, as the job is written.
 *
 * @param kept in words
 * @param left what stays behind, in words
 */
record Keeps(List<String> kept, List<String> left) {
  Keeps {
    kept = List.copyOf(kept);
    left = List.copyOf(left);
  }

  static Keeps of(S3CopyJob copy) {
    Keep keep = copy.keep();
    List<String> kept = new ArrayList<>(List.of("metadata", "content headers", "checksum kind"));
    List<String> left = new ArrayList<>();
    switch (keep.tags()) {
      case REQUIRED -> kept.add("tags");
      case IF_READABLE -> kept.add("tags that may be read");
      case DROP -> left.add("tags");
    }
    kept.add(
        keep.storageClass().equals(Keep.SAME)
            ? "storage class"
            : "storage class " + keep.storageClass());
    Access target = copy.access().target();
    if (target != null && target.customerKey() != null) {
      kept.add("encryption by the customer key of " + target.customerKey());
    } else if (keep.encryption().equals(TargetEncryption.DEFAULT)) left.add("encryption");
    else kept.add("encryption " + keep.encryption());
    boolean redirect =
        switch (keep.websiteRedirect()) {
          case ALWAYS -> true;
          case WHERE_FREE -> copy.streamed();
          case NEVER -> false;
        };
    (redirect ? kept : left).add("website redirect");
    (keep.objectLock() == Keep.ObjectLock.KEEP ? kept : left).add("object lock");
    (keep.acl() == Keep.Grants.KEEP ? kept : left).add("ACL");
    if (keep.owner() == Keep.Owner.BUCKET_OWNER) kept.add("all rights to the bucket's owner");
    return new Keeps(kept, left);
  }
}
