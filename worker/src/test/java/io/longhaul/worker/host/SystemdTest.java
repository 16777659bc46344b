package io.longhaul.worker.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.time.JumpingTime;
import io.longhaul.unit.WorkerId;
import io.longhaul.worker.loop.Vitals;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What systemd is told, over a socket of the kind that it has. */
@Timeout(30)
@EnabledOnOs(OS.LINUX)
class SystemdTest {
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final String PID = Long.toString(ProcessHandle.current().pid());

  @TempDir private Path folder;
  private final JumpingTime time = new JumpingTime();
  private final List<String> told = new ArrayList<>();
  private Duration hangsFrom = Duration.ofDays(1);
  private Duration drainsFrom = Duration.ofDays(1);

  private Duration passed() {
    return Duration.ofNanos(time.nanos());
  }

  private Vitals vitals() {
    return new Vitals(
        Optional.of(new Vitals.Session(new WorkerId("worker-1"), Instant.MAX, true)),
        new Vitals.Work(2, Optional.empty(), Optional.empty()),
        true,
        passed().compareTo(drainsFrom) >= 0,
        Optional.empty());
  }

  private Duration still() {
    return passed().compareTo(hangsFrom) < 0 ? Duration.ZERO : passed().minus(hangsFrom);
  }

  /** What is told in so many seconds of its clock. */
  private void tell(String address, Map<String, String> more, int seconds) throws Throwable {
    Map<String, String> environment = new java.util.HashMap<>(more);
    environment.put("NOTIFY_SOCKET", address);
    try (UnixReceiver receiver = new UnixReceiver(address)) {
      ScriptedTime scripted =
          new ScriptedTime(
              time,
              () -> {
                try {
                  told.addAll(receiver.received());
                } catch (Throwable e) {
                  throw new AssertionError(e);
                }
                if (passed().toSeconds() >= seconds) Thread.currentThread().interrupt();
              });
      try (Systemd systemd = Systemd.from(environment, scripted).orElseThrow()) {
        systemd.tell(this::vitals, this::still, LONGEST);
      }
    }
  }

  private long pets() {
    return told.stream().filter(word -> word.equals("WATCHDOG=1")).count();
  }

  @Test
  void it_is_ready_and_pets_the_watchdog_while_the_loop_moves() throws Throwable {
    tell(folder + "/notify", Map.of("WATCHDOG_USEC", "30000000", "WATCHDOG_PID", PID), 60);
    assertThat(told).startsWith("READY=1", "STATUS=works, units in hand: 2", "WATCHDOG=1");
    assertThat(pets()).isEqualTo(61);
  }

  @Test
  void a_loop_that_hangs_is_not_petted_and_says_so() throws Throwable {
    hangsFrom = Duration.ofSeconds(10);
    tell(folder + "/notify", Map.of("WATCHDOG_USEC", "30000000"), 600);
    assertThat(pets()).isEqualTo(70);
    assertThat(told).last().isEqualTo("STATUS=the loop hangs");
  }

  @Test
  void a_short_watchdog_is_petted_three_times_in_its_time() throws Throwable {
    tell(folder + "/notify", Map.of("WATCHDOG_USEC", "1500000"), 30);
    assertThat(pets()).isEqualTo(61);
  }

  @Test
  void draining_is_told_once_and_petting_goes_on() throws Throwable {
    drainsFrom = Duration.ofSeconds(5);
    tell(folder + "/notify", Map.of("WATCHDOG_USEC", "30000000"), 20);
    assertThat(told).containsOnlyOnce("STOPPING=1").contains("STATUS=it is draining");
    assertThat(pets()).isEqualTo(21);
  }

  @Test
  void another_processs_watchdog_and_none_are_not_petted() throws Throwable {
    tell(folder + "/one", Map.of("WATCHDOG_USEC", "30000000", "WATCHDOG_PID", "1"), 5);
    tell(folder + "/two", Map.of(), 10);
    assertThat(told).contains("READY=1").doesNotContain("WATCHDOG=1");
  }

  @Test
  void an_abstract_name_is_spoken_to_as_well() throws Throwable {
    tell("@longhaul-test-" + PID, Map.of(), 3);
    assertThat(told).startsWith("READY=1");
  }

  @Test
  void without_a_socket_or_with_one_of_another_kind_nothing_is_told() {
    assertThat(Systemd.from(Map.of(), time)).isEmpty();
    assertThat(Systemd.from(Map.of("NOTIFY_SOCKET", "vsock:2:1234"), time)).isEmpty();
    assertThat(Systemd.from(Map.of("NOTIFY_SOCKET", "/" + "x".repeat(107)), time)).isEmpty();
  }

  @Test
  void a_socket_that_nobody_listens_at_harms_nothing() {
    try (NotifySocket socket = NotifySocket.open(folder + "/nobody").orElseThrow()) {
      assertThat(socket.send("READY=1")).isFalse();
      socket.close();
      assertThat(socket.send("READY=1")).as("closed").isFalse();
    }
  }
}
