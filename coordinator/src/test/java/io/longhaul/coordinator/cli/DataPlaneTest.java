package io.longhaul.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.coordinator.cli.World.Ran;
import io.longhaul.stack.DataPlane;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How S3 is asked is said by a flag or by the environment, and by nothing else. */
class DataPlaneTest {
  @TempDir private Path folder;
  private World world;

  @BeforeEach
  void aWorld() {
    world = new World(folder);
  }

  @Test
  void the_flag_counts_before_the_environment() {
    assertThat(world.run("status").exit()).isZero();
    assertThat(world.opened.dataPlane()).isEqualTo(DataPlane.VERTX);
    world.environment.put("LONGHAUL_DATA_PLANE", "sdk");
    assertThat(world.run("status").exit()).isZero();
    assertThat(world.opened.dataPlane()).isEqualTo(DataPlane.SDK);
    assertThat(world.run("status", "--data-plane", "vertx").exit()).isZero();
    assertThat(world.opened.dataPlane()).isEqualTo(DataPlane.VERTX);
  }

  @Test
  void one_that_there_is_not_is_refused_in_a_line_by_the_demo_too() {
    Ran flag = world.run("status", "--data-plane", "crt");
    assertThat(flag.exit()).isEqualTo(2);
    assertThat(flag.err()).contains("longhaul: --data-plane 'crt': write vertx or sdk");

    world.environment.put("LONGHAUL_DATA_PLANE", "crt");
    for (String command : new String[] {"status", "demo"}) {
      Ran ran = world.run(command);
      assertThat(ran.exit()).as(command).isEqualTo(2);
      assertThat(ran.err())
          .as(command)
          .contains("longhaul: LONGHAUL_DATA_PLANE 'crt': write vertx or sdk");
    }
  }
}
