package io.longhaul.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.longhaul.Waits;
import io.longhaul.commands.Longhaul.Ended;
import io.longhaul.commands.Longhaul.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A user's own script, shipped and run for some items on the embedded cloud's workers. */
@Timeout(240)
@Waits
class CommandIT {
  private static final int ITEMS = 50;

  /**
   * Makes a file of each item, once more each time that it is run. One item fails until somebody
   * mends it; another stays with its first worker, and so does what it has started.
   */
  private static final String SCRIPT =
      """
      #!/bin/sh
      if [ "$2" = item-13 ] && [ ! -e "$1/mended" ]; then
        echo "no luck with $2" >&2
        exit 65
      fi
      if [ "$2" = item-20 ] && mkdir "$1/first"; then
        sleep 1000 &
        echo $! >"$1/started"
        echo $$ >"$1/first/pid"
        wait
      fi
      echo "$LONGHAUL_RUN" >>"$1/$2"
      """;

  @TempDir private Path folder;
  private Longhaul longhaul;

  @AfterEach
  void noCloudIsLeftBehind() throws Exception {
    if (longhaul != null) longhaul.run("local", "down");
  }

  private void job() throws IOException {
    longhaul = new Longhaul(folder, Map.of("LONGHAUL_SESSION", "6"));
    StringBuilder items = new StringBuilder();
    for (int i = 0; i < ITEMS; i++) items.append("item-").append(i).append('\n');
    Files.writeString(folder.resolve("items.txt"), items);
    Files.writeString(folder.resolve("make.sh"), SCRIPT);
    Files.createDirectory(folder.resolve("made"));
    Files.writeString(
        folder.resolve("job.yaml"),
        """
        kind: command
        command: artifact:make
        arguments: ["%s", "{item}"]
        items-from: items.txt
        permanent: [65]
        artifacts: [{name: make, file: make.sh}]
        """
            .formatted(folder.resolve("made")));
  }

  private static ProcessHandle process(Path id) throws IOException {
    return ProcessHandle.of(Long.parseLong(Files.readString(id).strip())).orElseThrow();
  }

  private long made() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("made"))) {
      return files.filter(file -> file.getFileName().toString().startsWith("item-")).count();
    }
  }

  private String[] run() {
    return new String[] {
      "run", "job.yaml", "--name", "made", "--local", "--allow-artifacts", "--json"
    };
  }

  @Test
  void each_item_is_made_though_a_worker_is_killed_and_what_fails_says_why_and_is_mended()
      throws Exception {
    job();
    Running running = longhaul.start(run());
    Path first = folder.resolve("made/first/pid");
    await().atMost(Duration.ofSeconds(120)).until(() -> Files.exists(first));
    ProcessHandle script = process(first);
    ProcessHandle started = process(folder.resolve("made/started"));
    assertThat(script.parent().orElseThrow().destroyForcibly()).as("its worker").isTrue();
    await("neither outlives it").until(() -> !script.isAlive() && !started.isAlive());

    Ended ended = running.awaitEnd();
    assertThat(ended.exit()).as(ended.err()).isEqualTo(3);
    assertThat(made()).isEqualTo(ITEMS - 1);
    Ended report = longhaul.run("report", "made", "--local", "--out", "report");
    assertThat(report.exit()).as(report.err()).isEqualTo(3);
    assertThat(Files.readString(folder.resolve("report/report.txt")))
        .contains("50 listed = 49 copied + 1 dead")
        .contains("command-refused  item 'item-13'")
        .contains("'artifact:make' ended with status 65: no luck with item-13");

    Files.createFile(folder.resolve("made/mended"));
    assertThat(longhaul.run("redrive", "made", "--local").out()).contains("1 unit pending again");
    Ended mended = longhaul.run(run());
    assertThat(mended.exit()).as(mended.out() + mended.err()).isZero();
    assertThat(made()).isEqualTo(ITEMS);

    Files.writeString(folder.resolve("make.sh"), SCRIPT + "# changed\n");
    Ended other = longhaul.run(run());
    assertThat(other.exit()).isEqualTo(2);
    assertThat(other.err()).contains("run 'made' is there with another job");
  }
}
