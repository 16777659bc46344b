package io.longhaul.bench.copies;

import io.longhaul.bench.Child;
import io.longhaul.bench.Distribution;
import io.longhaul.bench.EmbeddedElsewhere;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The product as a user starts it: {@code submit} cuts the job up and ends, then one worker takes
 * its units from the queue, claims them in the ledger, lists both sides, copies and settles.
 */
final class Longhaul implements Program {
  /** Of {@code status --json}. */
  private static final Pattern UNITS = Pattern.compile("\"units\":\\{[^}]*\"done\":(\\d+)");

  private static final Duration LONGEST_SUBMIT = Duration.ofMinutes(2);

  private final Distribution distribution;
  private final EmbeddedElsewhere cloud;
  private final String plane;
  private final int part;
  private final JobFile job;
  private int runs;
  private @Nullable Begins last;

  /**
   * @param cloud whose ledger and queues are used; it is up
   * @param plane the worker's
   * @param part as of {@link Program#part}
   */
  Longhaul(Distribution distribution, EmbeddedElsewhere cloud, String plane, int part) {
    this(distribution, cloud, plane, part, JobFile.USUAL);
  }

  private Longhaul(
      Distribution distribution, EmbeddedElsewhere cloud, String plane, int part, JobFile job) {
    this.distribution = distribution;
    this.cloud = cloud;
    this.plane = plane;
    this.part = part;
    this.job = job;
  }

  /** The same with another job. */
  Longhaul with(JobFile other) {
    return new Longhaul(distribution, cloud, plane, part, other);
  }

  /** What happens at the first start on a machine happens here: the launcher makes its cache. */
  static void startOnce(Distribution distribution, Path log)
      throws IOException, InterruptedException {
    Map<String, String> java = Map.of("LONGHAUL_JAVA_HOME", System.getProperty("java.home"));
    List<String> command = List.of(distribution.launcher().toString(), "--version");
    try (Child first = Child.start(log, java, command)) {
      int exit = first.awaitExit(LONGEST_SUBMIT).orElse(-1);
      if (exit != 0) throw new IOException("%s: exit %d: %s".formatted(command, exit, log));
    }
  }

  @Override
  public String name() {
    return "longhaul-" + plane + job.label();
  }

  @Override
  public int part() {
    return part;
  }

  @Override
  public Begun begin(Course course) throws IOException, InterruptedException {
    Submitted submitted = submit(course);
    last = new Begins(course, submitted);
    String units = Integer.toString(Math.max(1, course.inFlight() / job.ofUnit()));
    String slots = String.join(",", units, units, units);
    Child worker = worker(course, submitted, submitted.run(), "--slots", slots);
    return new Begun(worker, submitted.took());
  }

  private record Begins(Course course, Submitted submitted) {}

  /**
   * A run that waits for workers.
   *
   * @param state of the cloud that holds it
   * @param took of CPU to submit it
   */
  record Submitted(String run, Path state, Duration took) {}

  /** Submits the whole source as one run. */
  Submitted submit(Course course) throws IOException, InterruptedException {
    String run = "%s%s-%d".formatted(plane, job.label(), ++runs);
    Path state = cloud.with(course.server().endpoint());
    Path file = course.folder().resolve(run + ".yaml");
    Files.writeString(file, job.text(course));
    Duration took;
    try (Child submit = command(course, run, state, "submit", file.toString(), "--name", run)) {
      int exit = submit.awaitExit(LONGEST_SUBMIT).orElse(-1);
      if (exit != 0) throw new IOException("submit: exit %d: %s".formatted(exit, course.log(run)));
      took = submit.inAll();
    }
    course.server().reset(); // the probe of what the store enforces copies, too
    return new Submitted(run, state, took);
  }

  /**
   * Starts a worker that ends with the run.
   *
   * @param name of its log
   * @param options besides, such as its slots
   */
  Child worker(Course course, Submitted submitted, String name, String... options)
      throws IOException {
    List<String> words = new ArrayList<>(List.of("worker", "--until", submitted.run()));
    words.addAll(List.of(options));
    return command(course, name, submitted.state(), words.toArray(new String[0]));
  }

  /** How many units of the run that began last are done; those that split are none. */
  long unitsDone() throws IOException, InterruptedException {
    if (last == null) throw new IllegalStateException("nothing was begun");
    Submitted submitted = last.submitted();
    String log = submitted.run() + "-status";
    // by the cloud's own address: the null server has ended
    Course course = last.course();
    try (Child status = command(course, log, cloud.state(), "status", submitted.run(), "--json")) {
      int exit = status.awaitExit(LONGEST_SUBMIT).orElse(-1);
      if (exit != 0) throw new IOException("status: exit %d: %s".formatted(exit, course.log(log)));
    }
    Matcher units = UNITS.matcher(Files.readString(course.log(log)));
    if (!units.find()) throw new IOException("no units in " + course.log(log));
    return Long.parseLong(units.group(1));
  }

  /** How the run ended, by its exit status: 3 if units of it are dead. */
  int watch(Course course, Submitted submitted) throws IOException, InterruptedException {
    String run = submitted.run();
    try (Child watch = command(course, run, submitted.state(), "watch", run)) {
      return watch.awaitExit(LONGEST_SUBMIT).orElse(-1);
    }
  }

  private Child command(Course course, String log, Path state, String... words) throws IOException {
    Map<String, String> environment = new HashMap<>(course.environment());
    environment.put("LONGHAUL_DATA_PLANE", plane);
    environment.put("LONGHAUL_JAVA_HOME", System.getProperty("java.home"));
    List<String> options = new ArrayList<>();
    options.add(System.getenv().getOrDefault("LONGHAUL_JAVA_OPTS", ""));
    course.shown().ifPresent(certificate -> options.addAll(certificate.javaOptions()));
    environment.put("LONGHAUL_JAVA_OPTS", String.join(" ", options));
    List<String> all = new ArrayList<>(List.of(distribution.launcher().toString()));
    all.addAll(List.of(words));
    all.addAll(List.of("--local", "--state", state.toString()));
    return Child.start(course.log(log), environment, all);
  }
}
