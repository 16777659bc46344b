package io.longhaul.worker.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class KeeperTest {
  private final List<Process> started = new ArrayList<>();
  private final List<ProcessHandle> others = new ArrayList<>();

  private Process session() throws IOException {
    Process process = new ProcessBuilder("setsid", "sleep", "1000").start();
    started.add(process);
    await().until(() -> process.info().command().filter(is -> is.endsWith("sleep")).isPresent());
    return process;
  }

  /** Another that the session has started, in a group of its own. */
  private ProcessHandle inAGroupOfItsOwn(Process session) {
    await().until(() -> session.descendants().count() == 2);
    ProcessHandle last =
        session.children().flatMap(ProcessHandle::children).findAny().orElseThrow();
    others.add(last);
    return last;
  }

  private Process sessionOfGroups() throws IOException {
    Process process =
        new ProcessBuilder("setsid", "sh", "-c", "timeout 1000 sleep 1000 & wait").start();
    started.add(process);
    return process;
  }

  @AfterEach
  void nothingIsLeft() {
    others.forEach(ProcessHandle::destroyForcibly);
    started.forEach(Process::destroyForcibly);
  }

  /** Its end of the pipe is all that it knows of the worker: a killed one closes it, too. */
  @Test
  void when_nobody_talks_to_it_any_more_all_that_it_keeps_is_killed_and_nothing_else()
      throws Exception {
    Process kept = session();
    Process ended = session();
    Process other = session();
    try (Keeper keeper = new Keeper(Optional.empty())) {
      keeper.keep(ended.pid());
      keeper.keep(kept.pid());
      keeper.end(ended.pid());
      await().until(() -> !ended.isAlive());
      assertThat(kept.isAlive()).isTrue();
    }
    await().until(() -> !kept.isAlive());
    assertThat(other.isAlive()).isTrue();
  }

  @Test
  void what_has_made_a_group_of_its_own_goes_with_its_session() throws Exception {
    Process kept = sessionOfGroups();
    ProcessHandle ofKept = inAGroupOfItsOwn(kept);
    Process ended = sessionOfGroups();
    ProcessHandle ofEnded = inAGroupOfItsOwn(ended);
    try (Keeper keeper = new Keeper(Optional.empty())) {
      keeper.keep(kept.pid());
      keeper.keep(ended.pid());
      keeper.end(ended.pid());
      await().until(() -> !ended.isAlive() && !ofEnded.isAlive());
      assertThat(ofKept.isAlive()).isTrue();
    }
    await().until(() -> !kept.isAlive() && !ofKept.isAlive());
  }

  /** As in many a container: nothing but the shell and what it must have. */
  @Test
  void it_needs_no_pkill(@TempDir Path tools) throws Exception {
    for (String tool : List.of("setsid", "sh")) {
      Files.createSymbolicLink(tools.resolve(tool), Path.of("/usr/bin", tool));
    }
    Process kept = sessionOfGroups();
    ProcessHandle ofKept = inAGroupOfItsOwn(kept);
    Process other = session();
    try (Keeper keeper = new Keeper(Optional.empty(), Map.of("PATH", tools.toString()))) {
      keeper.keep(kept.pid());
    }
    await().until(() -> !kept.isAlive() && !ofKept.isAlive());
    assertThat(other.isAlive()).isTrue();
  }

  @Test
  void one_that_is_not_known_ends_too_and_the_others_are_kept_once() throws Exception {
    Process kept = session();
    try (Keeper keeper = new Keeper(Optional.empty())) {
      keeper.keep(kept.pid());
      for (int i = 0; i < 30; i++) keeper.end(Integer.MAX_VALUE); // it would double a list
      keeper.end(kept.pid());
      await().until(() -> !kept.isAlive());
    }
  }

  @Test
  void the_follower_of_a_killed_keeper_keeps_what_that_kept() throws Exception {
    Process kept = session();
    Process later = session();
    try (Keeper keeper = new Keeper(Optional.empty())) {
      keeper.keep(kept.pid());
      ProcessHandle first = keeper.process().orElseThrow();
      first.destroyForcibly();
      await().until(() -> !first.isAlive());
      keeper.keep(later.pid());
      assertThat(kept.isAlive()).isTrue();
    }
    await().until(() -> !kept.isAlive() && !later.isAlive());
  }
}
