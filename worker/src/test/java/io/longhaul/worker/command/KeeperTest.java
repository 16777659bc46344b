package io.longhaul.worker.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeeperTest {
  private final List<Process> started = new ArrayList<>();

  private Process group() throws IOException {
    Process process = new ProcessBuilder("setsid", "sleep", "1000").start();
    started.add(process);
    await().until(() -> process.info().command().filter(is -> is.endsWith("sleep")).isPresent());
    return process;
  }

  @AfterEach
  void nothingIsLeft() {
    started.forEach(Process::destroyForcibly);
  }

  /** Its end of the pipe is all that it knows of the worker: a killed one closes it, too. */
  @Test
  void when_nobody_talks_to_it_any_more_all_that_it_keeps_is_killed_and_nothing_else()
      throws Exception {
    Process kept = group();
    Process ended = group();
    Process other = group();
    try (Keeper keeper = new Keeper()) {
      keeper.keep(ended.pid());
      keeper.keep(kept.pid());
      keeper.end(ended.pid());
      await().until(() -> !ended.isAlive());
      assertThat(kept.isAlive()).isTrue();
    }
    await().until(() -> !kept.isAlive());
    assertThat(other.isAlive()).isTrue();
  }
}
