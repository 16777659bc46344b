package io.longhaul.coordinator.fleet.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longhaul.coordinator.CommandFailed;
import io.longhaul.coordinator.fleet.Member;
import io.longhaul.coordinator.fleet.Member.Life;
import io.longhaul.stack.StackSettings;
import io.longhaul.time.SystemTime;
import io.longhaul.unit.RunName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** On real processes, which do nothing. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class LocalFleetTest {
  @TempDir private Path folder;
  private LocalFleet fleet;

  @BeforeEach
  void nobodyYet() {
    fleet = new LocalFleet(new SystemTime(), starting());
  }

  private LocalFleet.Starting starting() {
    return new LocalFleet.Starting(
        new StackSettings("test", "test", Optional.of(folder)),
        new RunName("orders"),
        folder.resolve("logs"),
        Idle.class.getName());
  }

  @AfterEach
  void nobodyLeft() {
    fleet.close();
    assertThat(fleet.alive()).isZero();
  }

  private List<String> staying() {
    return fleet.members().stream()
        .filter(member -> member.life() == Life.IN_SERVICE)
        .map(Member::id)
        .toList();
  }

  @Test
  void as_many_processes_are_there_as_are_wanted_each_with_a_log() {
    fleet.want(2);
    assertThat(fleet.group().orElseThrow().wanted()).isEqualTo(2);
    assertThat(staying()).hasSize(2).allMatch(id -> id.contains(" pid "));
    assertThat(staying().getFirst()).endsWith(" pid " + fleet.pids().getFirst());
    assertThat(fleet.logs()).allMatch(log -> log.toFile().exists()).hasSize(2);
    fleet.want(2);
    assertThat(fleet.pids()).as("the same").hasSize(2);
    fleet.want(3);
    assertThat(staying()).hasSize(3);
  }

  @Test
  void the_last_come_is_the_first_to_be_asked_to_leave_unless_it_is_protected() {
    fleet.want(3);
    List<String> all = staying();
    fleet.protect(List.of(all.get(2)), true);
    fleet.want(1);
    assertThat(staying()).as("the protected one is enough").containsExactly(all.get(2));
    fleet.want(0);
    assertThat(staying()).containsExactly(all.get(2));
    fleet.protect(all, false);
    fleet.want(0);
    assertThat(staying()).isEmpty();
  }

  @Test
  void one_that_is_ended_is_not_wanted_any_more_and_one_that_was_killed_is() throws Exception {
    fleet.want(3);
    String one = staying().getFirst();
    assertThat(fleet.end(one)).isTrue();
    assertThat(fleet.end(one)).isFalse();
    assertThat(fleet.group().orElseThrow().wanted()).isEqualTo(2);
    long killed = fleet.pids().get(1);
    fleet.kill(killed);
    ProcessHandle.of(killed).ifPresent(process -> process.onExit().join());
    assertThat(staying()).hasSize(1);
    fleet.want(2);
    assertThat(staying()).as("replaced").hasSize(2);
    fleet.want(0);
    assertThat(fleet.awaitEnd(Duration.ofSeconds(60))).isTrue();
    assertThat(fleet.members()).isEmpty();
  }

  @Test
  void a_number_that_no_machine_bears_starts_nobody() {
    assertThatThrownBy(() -> fleet.want(65))
        .isInstanceOf(CommandFailed.class)
        .hasMessage("65 workers: write 0 to 64");
    assertThat(fleet.members()).isEmpty();
  }
}
