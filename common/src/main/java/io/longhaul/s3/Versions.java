package io.longhaul.s3;

import io.longhaul.time.Deadline;

/** All that a bucket keeps, and not only what it shows. */
public interface Versions {
  VersionPage listVersions(VersionsRequest request, Deadline deadline) throws InterruptedException;
}
