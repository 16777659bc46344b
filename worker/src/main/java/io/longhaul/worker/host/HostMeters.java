package io.longhaul.worker.host;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a worker counts of its machine: notices, silence, its protection from scale-in, and telling
 * its group a size.
 */
final class HostMeters {
  private final Map<Notice.Kind, Counter> notices = new EnumMap<>(Notice.Kind.class);
  private final Counter silent;
  private final Counter given;
  private final Counter dropped;
  private final Counter failed;
  private final Counter sized;
  private final Counter notSized;

  HostMeters(MeterRegistry registry) {
    for (Notice.Kind kind : Notice.Kind.values()) {
      notices.put(kind, registry.counter("longhaul.host.notices", "outcome", kind.word()));
    }
    silent = registry.counter("longhaul.host.metadata.failures");
    given = protections(registry, "given");
    dropped = protections(registry, "dropped");
    failed = protections(registry, "failed");
    sized = sizings(registry, "told");
    notSized = sizings(registry, "failed");
  }

  private static Counter protections(MeterRegistry registry, String outcome) {
    return registry.counter("longhaul.host.protections", "outcome", outcome);
  }

  private static Counter sizings(MeterRegistry registry, String outcome) {
    return registry.counter("longhaul.host.sizings", "outcome", outcome);
  }

  void noticed(Notice notice) {
    Counter counter = notices.get(notice.kind());
    if (counter != null) counter.increment();
  }

  void silent() {
    silent.increment();
  }

  void isProtected(boolean now) {
    (now ? given : dropped).increment();
  }

  void protectionFailed() {
    failed.increment();
  }

  void sized() {
    sized.increment();
  }

  void sizingFailed() {
    notSized.increment();
  }
}
