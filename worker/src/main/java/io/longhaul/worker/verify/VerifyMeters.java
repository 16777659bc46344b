package io.longhaul.worker.verify;

import io.longhaul.job.S3VerifyJob;
import io.longhaul.verify.Difference;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** How objects were found to be equal, and what still differed when it was looked at again. */
final class VerifyMeters {
  private final Counter byEtag;
  private final Counter bySize;
  private final Counter byBytes;
  private final Counter different;
  private final Counter missing;
  private final Counter extra;

  VerifyMeters(MeterRegistry registry) {
    byEtag = compared(registry, "by-etag");
    bySize = compared(registry, "by-size");
    byBytes = compared(registry, "by-bytes");
    different = compared(registry, "different");
    missing = compared(registry, "missing");
    extra = compared(registry, "extra");
  }

  private static Counter compared(MeterRegistry registry, String outcome) {
    return registry.counter(
        "longhaul.verify.compared", "kind", S3VerifyJob.KIND, "outcome", outcome);
  }

  void equal(Compared.By by) {
    switch (by) {
      case ETAG -> byEtag.increment();
      case SIZE -> bySize.increment();
      case BYTES -> byBytes.increment();
    }
  }

  void differs(Difference difference) {
    if (difference.source() == null) extra.increment();
    else if (difference.target() == null) missing.increment();
    else different.increment();
  }
}
