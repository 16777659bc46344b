package io.longhaul.bench.copies;

import io.longhaul.bench.Child;
import io.longhaul.bench.nulls3.NullServer;
import io.longhaul.bench.nulls3.NullServer.Counts;
import io.longhaul.time.Deadline;
import io.longhaul.time.Time;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** Workers as processes of their own, all at one run, before a store that throttles all of them. */
final class ThrottledFleet {
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(15);

  private final Path server;
  private final Duration latency;
  private final Path folder;
  private final Time time;

  /**
   * @param server the program of the null server
   * @param latency of its answers
   * @param folder for logs
   */
  ThrottledFleet(Path server, Duration latency, Path folder, Time time) {
    this.server = server;
    this.latency = latency;
    this.folder = folder;
    this.time = time;
  }

  /**
   * Lets them copy to the end of the run, with the settings they have when nobody names any.
   *
   * @param rate copies a second that the store takes of all of them
   * @param says takes a line for each second
   */
  Throttled run(Longhaul longhaul, int rate, int workers, long objects, Consumer<String> says)
      throws IOException, InterruptedException {
    try (NullServer store = NullServer.throttling(server, latency, rate)) {
      Course course = new Course(store, Optional.empty(), 1, Load.small(objects), folder);
      Longhaul.Submitted submitted = longhaul.submit(course);
      List<Child> fleet = new ArrayList<>();
      try {
        for (int number = 1; number <= workers; number++) {
          String log = "%s-of-%d-%d".formatted(submitted.run(), workers, number);
          fleet.add(longhaul.worker(course, submitted, log));
        }
        Curve curve = watch(fleet, store, says);
        List<Integer> exits = new ArrayList<>();
        for (Child worker : fleet) exits.add(worker.awaitExit(Duration.ZERO).orElse(-1));
        int ended = longhaul.watch(course, submitted);
        return new Throttled(objects, exits, ended, store.counts(), curve);
      } finally {
        for (Child worker : fleet) worker.close();
      }
    }
  }

  private Curve watch(List<Child> fleet, NullServer store, Consumer<String> says)
      throws IOException, InterruptedException {
    List<Curve.Look> looks = new ArrayList<>();
    Deadline deadline = Deadline.in(time, LONGEST);
    looks.add(look(store));
    while (fleet.stream().anyMatch(Child::isAlive) && !deadline.passed()) {
      time.sleep(BETWEEN_LOOKS);
      Curve.Look before = looks.getLast();
      Curve.Look now = look(store);
      looks.add(now);
      if (now.allowed() > 0) says.accept(line(looks.getFirst(), before, now));
    }
    return new Curve(looks);
  }

  private Curve.Look look(NullServer store) throws IOException, InterruptedException {
    Counts counts = store.counts();
    return new Curve.Look(time.nanos(), counts.copies(), counts.refused());
  }

  private static String line(Curve.Look begin, Curve.Look before, Curve.Look now) {
    double seconds = (now.nanos() - before.nanos()) / 1e9;
    return String.format(
        Locale.ROOT,
        "%4.0f s %,7.0f allowed/s %,7.0f refused/s",
        (now.nanos() - begin.nanos()) / 1e9,
        (now.allowed() - before.allowed()) / seconds,
        (now.refused() - before.refused()) / seconds);
  }
}
