package io.longhaul.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildTest {
  private static final String COUNTING =
      "i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done; exit 3";

  @Test
  void what_a_child_and_nobody_else_took_is_told_at_its_end(@TempDir Path folder) throws Exception {
    Path log = folder.resolve("log");
    try (Child busy = Child.start(log, Map.of(), List.of("/bin/sh", "-c", COUNTING));
        Child idle =
            Child.start(log, Map.of("WORD", "said"), List.of("/bin/sh", "-c", "echo $WORD"))) {
      assertThat(busy.awaitExit(Duration.ofSeconds(60))).contains(3);
      assertThat(idle.awaitExit(Duration.ofSeconds(60))).contains(0);

      assertThat(busy.inAll()).isBetween(Duration.ofMillis(50), Duration.ofSeconds(20));
      assertThat(idle.inAll()).isLessThan(busy.inAll());
      assertThat(Files.readString(log)).isEqualTo("said\n");
    }
  }

  @Test
  void the_shells_own_time_is_not_the_childs() {
    assertThat(Child.inAll("0m0.010s 0m0.020s\n1m2.500s 0m0.250s\n"))
        .isEqualTo(Duration.ofMillis(62_750));
  }
}
