package io.longhaul.worker.copy;

import io.longhaul.s3.Completed;
import io.longhaul.s3.Written;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * What was really done to the target, every repetition counted; what became of each object is the
 * tally's to say.
 */
public final class CopyMeters {
  private final Counter stored;
  private final Counter changed;
  private final Counter missing;
  private final Counter failed;
  private final Counter bytes;
  private final Counter equalByEtag;
  private final Counter equalByChecksum;
  private final Counter equalByTime;

  /**
   * @param kind whose units do it
   */
  public CopyMeters(MeterRegistry registry, String kind) {
    stored = effects(registry, kind, "stored");
    changed = effects(registry, kind, "changed");
    missing = effects(registry, kind, "missing");
    failed = effects(registry, kind, "failed");
    bytes = registry.counter("longhaul.copy.bytes", "kind", kind, "outcome", "stored");
    equalByEtag = equal(registry, kind, "by-etag");
    equalByChecksum = equal(registry, kind, "by-checksum");
    equalByTime = equal(registry, kind, "by-time");
  }

  private static Counter effects(MeterRegistry registry, String kind, String outcome) {
    return registry.counter("longhaul.copy.effects", "kind", kind, "outcome", outcome);
  }

  private static Counter equal(MeterRegistry registry, String kind, String how) {
    return registry.counter("longhaul.copy.equal", "kind", kind, "outcome", how);
  }

  public void effect(Written written, long size) {
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

  public void effectFailed() {
    failed.increment();
  }

  void equal(Decision.By by) {
    switch (by) {
      case ETAG -> equalByEtag.increment();
      case CHECKSUM -> equalByChecksum.increment();
      case TIME -> equalByTime.increment();
    }
  }
}
