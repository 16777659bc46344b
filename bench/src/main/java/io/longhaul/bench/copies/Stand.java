package io.longhaul.bench.copies;

import io.longhaul.bench.Child;
import io.longhaul.bench.nulls3.Certificate;
import io.longhaul.bench.nulls3.NullServer;
import io.longhaul.bench.nulls3.NullServer.Counts;
import io.longhaul.time.Deadline;
import io.longhaul.time.Time;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** Where a program is put to a null server of its own, and looked at from outside. */
final class Stand {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofMinutes(30);

  private final Path server;
  private final Certificate certificate;
  private final Path folder;
  private final Time time;

  /**
   * @param server the program of the null server
   * @param folder for logs
   */
  Stand(Path server, Certificate certificate, Path folder, Time time) {
    this.server = server;
    this.certificate = certificate;
    this.folder = folder;
    this.time = time;
  }

  /**
   * Lets it run to its end.
   *
   * @param done how far it has come, by what it asked for
   */
  Trial run(Program program, Setting setting, long objects, ToLongFunction<Counts> done)
      throws IOException, InterruptedException {
    int inFlight = setting.inFlight();
    return run(program, setting, Load.small(objects), inFlight, objects, done);
  }

  /**
   * Lets it run to its end.
   *
   * @param inFlight requests at once
   * @param units that {@code done} comes to in the end
   */
  Trial run(
      Program program,
      Setting setting,
      Load load,
      int inFlight,
      long units,
      ToLongFunction<Counts> done)
      throws IOException, InterruptedException {
    Optional<Certificate> shown = setting.tls() ? Optional.of(certificate) : Optional.empty();
    try (NullServer store = NullServer.start(server, shown, setting.latency())) {
      Course course = new Course(store, shown, inFlight, load, folder);
      Program.Begun begun = program.begin(course);
      try (Child child = begun.child()) {
        List<Trial.Point> points = watch(child, store, done);
        int exit = child.awaitExit(Duration.ZERO).orElse(-1);
        Duration cpu = exit == -1 ? Duration.ZERO : child.inAll();
        return new Trial(program.name(), units, exit, store.counts(), begun.before(), cpu, points);
      }
    }
  }

  private List<Trial.Point> watch(Child child, NullServer store, ToLongFunction<Counts> done)
      throws IOException, InterruptedException {
    List<Trial.Point> points = new ArrayList<>();
    Deadline deadline = Deadline.in(time, LONGEST);
    while (child.awaitExit(BETWEEN_LOOKS).isEmpty() && !deadline.passed()) {
      long before = done.applyAsLong(store.counts());
      Optional<Duration> cpu = child.soFar();
      if (cpu.isPresent()) points.add(new Trial.Point(before, cpu.get(), time.nanos()));
    }
    return points;
  }
}
