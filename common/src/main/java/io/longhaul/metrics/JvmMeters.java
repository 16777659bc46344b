package io.longhaul.metrics;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.ToLongFunction;

/**
 * The few things about this JVM that tell a sick worker from a sound one, read when somebody asks.
 */
public final class JvmMeters {
  private static final double MILLIS = 1000;

  private JvmMeters() {}

  public static void bind(MeterRegistry registry) {
    Runtime jvm = Runtime.getRuntime();
    Gauge.builder("longhaul.jvm.heap.used", () -> jvm.totalMemory() - jvm.freeMemory())
        .baseUnit("bytes")
        .register(registry);
    Gauge.builder("longhaul.jvm.heap.max", jvm::maxMemory).baseUnit("bytes").register(registry);
    Gauge.builder(
            "longhaul.jvm.threads", () -> ManagementFactory.getThreadMXBean().getThreadCount())
        .register(registry);
    FunctionCounter.builder(
            "longhaul.jvm.collections",
            jvm,
            any -> collectors(GarbageCollectorMXBean::getCollectionCount))
        .register(registry);
    FunctionCounter.builder(
            "longhaul.jvm.collecting",
            jvm,
            any -> collectors(GarbageCollectorMXBean::getCollectionTime) / MILLIS)
        .baseUnit("seconds")
        .register(registry);
    Gauge.builder("longhaul.jvm.uptime", () -> ManagementFactory.getRuntimeMXBean().getUptime())
        .baseUnit("milliseconds")
        .register(registry);
    if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
      Gauge.builder("longhaul.jvm.cpu.load", system::getProcessCpuLoad).register(registry);
    }
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
      Gauge.builder("longhaul.jvm.files.open", unix::getOpenFileDescriptorCount).register(registry);
    }
  }

  /** Over all collectors; one that does not know says below zero. */
  private static double collectors(ToLongFunction<GarbageCollectorMXBean> amount) {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(amount)
        .filter(known -> known > 0)
        .sum();
  }
}
