package io.longhaul.bench.copies;

import io.longhaul.time.Time;
import io.netty.util.internal.PlatformDependent;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** Looks twice a second, after a full collection, at what this process holds in memory. */
final class Alive {
  /** What the line begins with that says it. */
  static final String SAYS = "alive at most:";

  private static final Duration BETWEEN = Duration.ofMillis(500);
  private static final Path STATUS = Path.of("/proc/self/status");

  private long heap;
  private long direct;
  private long together;
  private int looks;

  private Alive() {}

  static Alive watch(Time time) {
    Alive alive = new Alive();
    var unused =
        time.start(
            "alive",
            () -> {
              try {
                while (true) {
                  time.sleep(BETWEEN);
                  alive.look();
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    return alive;
  }

  private synchronized void look() {
    ManagementFactory.getMemoryMXBean().gc();
    long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    long outside =
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .filter(pool -> pool.getName().equals("direct"))
            .mapToLong(BufferPoolMXBean::getMemoryUsed)
            .sum();
    outside += Math.max(0, PlatformDependent.usedDirectMemory()); // -1: it does not count
    heap = Math.max(heap, used);
    direct = Math.max(direct, outside);
    together = Math.max(together, used + outside);
    looks++;
  }

  /** In MiB. */
  synchronized String line() {
    return String.format(
        Locale.ROOT,
        "%s %d MiB of heap, %d MiB direct, %d MiB together, in %d looks; %s resident at most",
        SAYS,
        heap >> 20,
        direct >> 20,
        together >> 20,
        looks,
        resident());
  }

  /** As the system counts: with code, stacks and what OpenSSL takes for itself. */
  private static String resident() {
    try {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .map(line -> line.substring("VmHWM:".length()).strip())
          .findFirst()
          .orElse("unknown");
    } catch (IOException e) {
      return "unknown";
    }
  }
}
