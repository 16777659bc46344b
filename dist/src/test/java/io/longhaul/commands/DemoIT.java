package io.longhaul.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.commands.Longhaul.Ended;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoIT {
  @TempDir private Path folder;

  @Test
  void a_worker_is_killed_and_nothing_is_lost() throws Exception {
    Ended demo = new Longhaul(folder).run("demo", "--objects", "1500");
    assertThat(demo.exit()).as(demo.err()).isZero();
    assertThat(demo.out())
        .contains("run demo: complete")
        .contains("1,500 listed = ")
        .contains("was killed while it held")
        .doesNotContain(" 0 units reclaimed")
        .contains("1,500 objects on both sides")
        .contains("no difference")
        .contains("nothing lost, nothing wrong");
    assertThat(folder.resolve(".longhaul/demo")).doesNotExist();
  }
}
