package io.longhaul.coordinator.fleet.local;

import io.longhaul.coordinator.CommandFailed;
import io.longhaul.coordinator.SessionIds;
import io.longhaul.coordinator.fleet.Finding;
import io.longhaul.coordinator.fleet.Fleet;
import io.longhaul.coordinator.fleet.Group;
import io.longhaul.coordinator.fleet.Member;
import io.longhaul.coordinator.local.JavaProcess;
import io.longhaul.stack.DataPlane;
import io.longhaul.stack.StackSettings;
import io.longhaul.time.Time;
import io.longhaul.unit.RunName;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Worker processes on this machine, for one run: they end by themselves when it is over, or are
 * asked to drain. Closing this asks them, and waits.
 *
 * <p>Nobody watches over them: one that has ended is replaced when the fleet is told again how many
 * are wanted. One process at a time holds it.
 */
public final class LocalFleet implements Fleet {
  /** More share a machine's cores to nobody's good. */
  public static final int MOST = 64;

  /** A worker's grace and its session, and time to end. */
  private static final Duration LONGEST_DRAIN = Duration.ofSeconds(60);

  private static final List<String> HANDED_ON =
      List.of(
          "--enable-native-access",
          "--sun-misc-unsafe-memory-access",
          "-Dio.netty.",
          "-XX:AOTCache=",
          "-XX:+UseCompactObjectHeaders",
          "-XX:-UseCompactObjectHeaders",
          "-XX:TieredStop",
          "-Xlog",
          "-Dlonghaul.");

  /** Several share the machine's cores: none of them may keep cores of its own for its garbage. */
  private static final String COLLECTOR = "-XX:+UseSerialGC";

  private final Time time;
  private final Starting starting;
  private final List<Started> workers = new ArrayList<>();
  private int wanted;
  private boolean leftAlone;

  /**
   * What each worker is started with.
   *
   * @param logs the folder of their logs
   * @param main the class that this program begins with
   * @param more words of each worker's command line
   */
  public record Starting(
      StackSettings stack, RunName run, Path logs, String main, List<String> more) {
    public Starting {
      more = List.copyOf(more);
    }

    public Starting(StackSettings stack, RunName run, Path logs, String main) {
      this(stack, run, logs, main, List.of());
    }
  }

  private static final class Started {
    private final Process process;
    private final Path log;
    private boolean isProtected;
    private boolean ending;

    private Started(Process process, Path log) {
      this.process = process;
      this.log = log;
    }

    private String id() {
      return SessionIds.host(process.pid());
    }

    /**
     * By its handle, which tells at once: the process itself may be told of its end a little later.
     */
    private boolean isAlive() {
      return process.toHandle().isAlive();
    }

    private boolean stays() {
      return isAlive() && !ending;
    }

    /** SIGTERM: it drains. */
    private void end() {
      ending = true;
      process.destroy();
    }
  }

  public LocalFleet(Time time, Starting starting) {
    this.time = time;
    this.starting = starting;
  }

  @Override
  public String where() {
    return "this machine";
  }

  @Override
  public Optional<Group> group() {
    return Optional.of(new Group("of run " + starting.run(), 0, MOST, wanted, List.of()));
  }

  @Override
  public List<Member> members() {
    return workers.stream()
        .filter(Started::isAlive)
        .map(worker ->
            new Member(
                worker.id(),
                worker.ending ? Member.Life.ENDING : Member.Life.IN_SERVICE,
                Member.Market.FREE,
                worker.isProtected,
                "",
                "",
                worker.process.info().startInstant().orElse(Instant.EPOCH)))
        .toList();
  }

  @Override
  public void want(int count) {
    Group group = group().orElseThrow();
    if (!group.takes(count)) {
      throw CommandFailed.misused("%d workers: write 0 to %d".formatted(count, MOST));
    }
    wanted = count;
    long there = workers.stream().filter(Started::stays).count();
    for (long i = there; i < count; i++) start();
    for (int i = workers.size() - 1; i >= 0 && there > count; i--) {
      Started last = workers.get(i);
      if (!last.stays() || last.isProtected) continue;
      last.end();
      there--;
    }
  }

  private void start() {
    Path log =
        starting.logs().resolve("%s-worker-%d.log".formatted(starting.run(), workers.size() + 1));
    workers.add(new Started(JavaProcess.start(arguments(), log), log));
  }

  private List<String> arguments() {
    StackSettings stack = starting.stack();
    List<String> arguments = new ArrayList<>(List.of(COLLECTOR));
    for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (HANDED_ON.stream().anyMatch(option::startsWith)) arguments.add(option);
    }
    arguments.addAll(List.of("-cp", System.getProperty("java.class.path")));
    arguments.addAll(List.of(starting.main(), "worker"));
    arguments.addAll(List.of("--stack", stack.name(), "--until", starting.run().value()));
    arguments.addAll(List.of(DataPlane.FLAG, stack.dataPlane().word()));
    // a port that the environment names is for one of them only
    String port = System.getenv().getOrDefault("LONGHAUL_HEALTH_PORT", "");
    arguments.addAll(List.of("--health-port", port.equals("off") ? port : "0"));
    stack
        .local()
        .ifPresent(state -> arguments.addAll(List.of("--local", "--state", state.toString())));
    arguments.addAll(starting.more());
    return arguments;
  }

  @Override
  public void protect(Collection<String> members, boolean isProtected) {
    for (Started worker : workers) {
      if (members.contains(worker.id())) worker.isProtected = isProtected;
    }
  }

  @Override
  public boolean end(String member) {
    for (Started worker : workers) {
      if (!worker.stays() || !worker.id().equals(member)) continue;
      worker.end();
      long others = workers.stream().filter(Started::stays).count();
      if (wanted > others) wanted--;
      return true;
    }
    return false;
  }

  /** A process costs nothing, and what it lacks it says itself. */
  @Override
  public List<Finding> look(Group group, int more) {
    return List.of();
  }

  /** The process ids, in the order in which they were started. */
  public List<Long> pids() {
    return workers.stream().map(worker -> worker.process.pid()).toList();
  }

  public List<Path> logs() {
    return workers.stream().map(worker -> worker.log).toList();
  }

  public long alive() {
    return workers.stream().filter(Started::isAlive).count();
  }

  /** Kills one where it stands, as a machine that loses its power would. */
  public void kill(long pid) {
    for (Started worker : workers) {
      if (worker.process.pid() == pid) worker.process.destroyForcibly();
    }
  }

  /** Lets them go on by themselves; closing this stops none of them any more. */
  public void leaveAlone() {
    leftAlone = true;
  }

  /** Waits until all have ended, at most so long. */
  public boolean awaitEnd(Duration atMost) throws InterruptedException {
    for (Started worker : workers) {
      if (!JavaProcess.awaitEnd(worker.process.toHandle(), time, atMost)) return false;
    }
    return true;
  }

  @Override
  public void close() {
    if (leftAlone) return;
    for (Started worker : workers) worker.process.destroy();
    try {
      awaitEnd(LONGEST_DRAIN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      for (Started worker : workers) worker.process.destroyForcibly();
    }
  }
}
