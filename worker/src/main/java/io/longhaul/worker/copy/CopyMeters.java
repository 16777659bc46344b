package io.longhaul.worker.copy;

import io.longhaul.job.S3CopyJob;
import io.longhaul.s3.Completed;
import io.longhaul.s3.Written;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * What was really done to the target, every repetition counted; what became of each object is the
 * tally's to say.
 */
final class CopyMeters {
  private final Counter stored;
  private final Counter changed;
  private final Counter missing;
  private final Counter failed;
  private final Counter bytes;
  private final Counter equalByEtag;
  private final Counter equalByTime;

  CopyMeters(MeterRegistry registry) {
    stored = effects(registry, "stored");
    changed = effects(registry, "changed");
    missing = effects(registry, "missing");
    failed = effects(registry, "failed");
    bytes = registry.counter("longhaul.copy.bytes", "kind", S3CopyJob.KIND, "outcome", "stored");
    equalByEtag = equal(registry, "by-etag");
    equalByTime = equal(registry, "by-time");
  }

  private static Counter effects(MeterRegistry registry, String outcome) {
    return registry.counter("longhaul.copy.effects", "kind", S3CopyJob.KIND, "outcome", outcome);
  }

  private static Counter equal(MeterRegistry registry, String how) {
    return registry.counter("longhaul.copy.equal", "kind", S3CopyJob.KIND, "outcome", how);
  }

  void effect(Written written, long size) {
    switch (written) {
      case Written.Stored done -> {
        stored.increment();
        bytes.increment((double) size);
      }
      case Written.Changed other -> changed.increment();
      case Written.Missing gone -> missing.increment();
    }
  }

  void joined(Completed completed, long size) {
    switch (completed) {
      case Completed.Stored done -> effect(new Written.Stored(done.etag()), size);
      case Completed.Changed other -> changed.increment();
      case Completed.NoUpload gone -> missing.increment();
    }
  }

  void effectFailed() {
    failed.increment();
  }

  void equal(Decision.By by) {
    switch (by) {
      case ETAG -> equalByEtag.increment();
      case TIME -> equalByTime.increment();
    }
  }
}
