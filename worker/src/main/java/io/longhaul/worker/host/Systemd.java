package io.longhaul.worker.host;

import io.longhaul.time.Time;
import io.longhaul.worker.loop.Vitals;
import io.longhaul.worker.loop.Worker;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells systemd that the worker is up, what it does, and that its loop moves: a loop that hangs is
 * not told of, and systemd starts the worker anew. The protocol is that of sd_notify(3) and
 * sd_watchdog_enabled(3).
 */
public final class Systemd implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Systemd.class);
  private static final Duration LONGEST_TICK = Duration.ofSeconds(1);
  private static final int TICKS_A_WATCHDOG = 3;
  private static final int LONGEST_STATUS = 200;

  private final NotifySocket socket;
  private final Optional<Duration> watchdog;
  private final Time time;
  private String status = "";
  private boolean stopping;

  private Systemd(NotifySocket socket, Optional<Duration> watchdog, Time time) {
    this.socket = socket;
    this.watchdog = watchdog;
    this.time = time;
  }

  /**
   * As the variables say that systemd sets; empty: it did not start this process, or wants to hear
   * nothing.
   */
  public static Optional<Systemd> from(Map<String, String> environment, Time time) {
    String address = environment.getOrDefault("NOTIFY_SOCKET", "");
    if (address.isEmpty()) return Optional.empty();
    Optional<NotifySocket> socket = NotifySocket.open(address);
    if (socket.isEmpty()) {
      LOG.atWarn().addKeyValue("why", address).log("systemd's socket cannot be spoken to");
    }
    return socket.map(open -> new Systemd(open, watchdog(environment), time));
  }

  /** The variables of another process's watchdog may have been inherited. */
  private static Optional<Duration> watchdog(Map<String, String> environment) {
    String pid = environment.getOrDefault("WATCHDOG_PID", "");
    if (!pid.isEmpty() && !pid.equals(Long.toString(ProcessHandle.current().pid()))) {
      return Optional.empty();
    }
    try {
      long micros = Long.parseLong(environment.getOrDefault("WATCHDOG_USEC", "0"));
      return micros > 0 ? Optional.of(Duration.ofNanos(micros * 1000)) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /**
   * Tells from now on how the worker is.
   *
   * @param longest that its loop may stand still
   */
  public void watch(Worker worker, Duration longest) {
    var unused = time.start("systemd", () -> tell(worker::vitals, worker::still, longest));
  }

  void tell(Supplier<Vitals> vitals, Supplier<Duration> still, Duration longest) {
    try {
      var unused = socket.send("READY=1");
      while (true) {
        tick(vitals.get(), still.get().compareTo(longest) < 0);
        time.sleep(pace());
      }
    } catch (InterruptedException e) {
      // nobody interrupts it but the end of the process
    }
  }

  private Duration pace() {
    return watchdog
        .map(length -> length.dividedBy(TICKS_A_WATCHDOG))
        .filter(tick -> tick.compareTo(LONGEST_TICK) < 0)
        .orElse(LONGEST_TICK);
  }

  private void tick(Vitals vitals, boolean moves) {
    if (vitals.draining() && !stopping) stopping = socket.send("STOPPING=1");
    String now = moves ? status(vitals) : "the loop hangs";
    if (!now.equals(status) && socket.send("STATUS=" + now)) status = now;
    if (moves && watchdog.isPresent()) {
      var unused = socket.send("WATCHDOG=1");
    }
  }

  /** In a line, for {@code systemctl status}. */
  private static String status(Vitals vitals) {
    String line =
        vitals
            .hindrance()
            .orElse("works, units in hand: " + vitals.work().held())
            .replaceAll("\\s+", " ");
    return line.length() <= LONGEST_STATUS ? line : line.substring(0, LONGEST_STATUS);
  }

  @Override
  public void close() {
    socket.close();
  }
}
