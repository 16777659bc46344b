package io.longhaul.kind;

import io.longhaul.access.Need;
import io.longhaul.access.Need.By;
import io.longhaul.job.Cut;
import io.longhaul.job.S3Location;
import io.longhaul.job.S3Sides;
import io.longhaul.job.S3VerifyJob;
import io.longhaul.job.StoreAccess;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Gathers what a job between two places of S3 needs, each by whom it is done: what S3 copies by
 * itself it reads as whoever reaches the target.
 */
final class S3Needs {
  private final S3Sides job;
  private final S3Location from;
  private final S3Location to;
  private final Set<Need> all = new LinkedHashSet<>();

  S3Needs(S3Sides job) {
    this.job = job;
    this.from = job.source();
    this.to = job.target();
  }

  List<Need> all() {
    return new ArrayList<>(all);
  }

  /** Both sides, and what names the objects, if a list in S3 does. */
  void toList() {
    all.add(Need.toList(By.SOURCE, from.bucket(), from.prefix()));
    all.add(Need.toList(By.TARGET, to.bucket(), to.prefix()));
    if (job.cut() instanceof Cut.Manifest manifest) manifest.inS3().ifPresent(this::toReadList);
  }

  /**
   * An inventory's index names files that lie beside its own folder: PREFIX/DATE/manifest.json and
   * PREFIX/data/.
   */
  private void toReadList(S3Location at) {
    Cut.Manifest manifest = (Cut.Manifest) job.cut();
    switch (manifest.rows()) {
      case CSV, LOG -> all.add(Need.ofObject(By.SOURCE, "s3:GetObject", at.bucket(), at.prefix()));
      case INVENTORY ->
          all.add(Need.ofObjects(By.SOURCE, "s3:GetObject", at.bucket(), above(at.prefix())));
    }
  }

  private static String above(String key) {
    String folder = key.substring(0, Math.max(0, key.lastIndexOf('/')));
    return folder.substring(0, folder.lastIndexOf('/') + 1);
  }

  void ofSource(String action) {
    all.add(Need.ofObjects(By.SOURCE, action, from.bucket(), from.prefix()));
  }

  void ofTarget(String action) {
    all.add(Need.ofObjects(By.TARGET, action, to.bucket(), to.prefix()));
  }

  void ofBoth(String action) {
    ofSource(action);
    ofTarget(action);
  }

  /** Of the source, by who looks at it and by who copies it. */
  void toRead(String action) {
    ofSource(action);
    toCopy(action);
  }

  /** Of the source, by who copies it. */
  void toCopy(String action) {
    all.add(Need.ofObjects(copier(), action, from.bucket(), from.prefix()));
  }

  private By copier() {
    boolean verifies = job instanceof S3VerifyJob;
    return verifies || job.streamed() || StoreAccess.one(job) ? By.SOURCE : By.TARGET;
  }

  /** What the source's bucket encrypts by. */
  void toDecrypt(String key) {
    all.add(Need.ofKey(By.SOURCE, "kms:Decrypt", key));
    all.add(Need.ofKey(copier(), "kms:Decrypt", key));
  }

  void toDecryptTarget(String key) {
    all.add(Need.ofKey(By.TARGET, "kms:Decrypt", key));
  }

  /** S3 decrypts the parts of an upload as it joins them. */
  void toEncrypt(String key) {
    all.add(Need.ofKey(By.TARGET, "kms:GenerateDataKey", key));
    toDecryptTarget(key);
  }
}
