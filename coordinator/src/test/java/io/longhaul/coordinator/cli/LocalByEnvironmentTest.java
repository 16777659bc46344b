package io.longhaul.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.coordinator.cli.World.Ran;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code local env} exports makes every command work on that cloud, and on nothing else. */
class LocalByEnvironmentTest {
  @TempDir private Path folder;
  private World world;

  @BeforeEach
  void aWorld() {
    world = new World(folder);
  }

  @Test
  void commands_without_local_are_local_and_say_so() {
    world.environment.put("LONGHAUL_LOCAL", "/somewhere/state");
    Ran ran = world.run("status");
    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(world.opened.local()).contains(Path.of("/somewhere/state"));
    assertThat(ran.err()).contains("/somewhere/state, as LONGHAUL_LOCAL says");
    assertThat(ran.out()).contains("'./longhaul submit JOB --name RUN' makes one");
    world.run("status", "--local", "--state", "other");
    assertThat(world.opened.local()).contains(folder.resolve("other"));
    world.run("status", "--state", "another");
    assertThat(world.opened.local()).contains(folder.resolve("another"));
    assertThat(world.run("local", "down").out()).contains("/somewhere/state");
  }

  @Test
  void without_it_nothing_is_local_unsaid() {
    world.run("status");
    assertThat(world.opened.local()).isEmpty();
    assertThat(world.run("status", "--state", "s").exit()).isEqualTo(2);
  }

  @Test
  void env_exports_it_and_the_stack_that_the_cloud_serves() throws Exception {
    Process cloud = new ProcessBuilder("sh", "-c", "read end", "EmbeddedCloud").start();
    try {
      Files.writeString(
          Files.createDirectories(folder.resolve("it's")).resolve("cloud.json"),
          """
          {"pid": %d, "stack": "blue", "accessKey": "K", "secretKey": "S", "s3Endpoint": "http://s3",
           "sqsEndpoint": "http://sqs", "ledgerUrl": "jdbc:h2:x", "ledgerUser": "u",
           "ledgerPassword": "p", "s3Root": "/s3", "log": "/log"}
          """
              .formatted(cloud.pid()));
      Ran ran = world.run("local", "env", "--state", "it's");
      assertThat(ran.exit()).as(ran.err()).isZero();
      assertThat(ran.out())
          .contains("export AWS_ENDPOINT_URL_S3='http://s3'")
          .contains("export LONGHAUL_LOCAL='" + folder.toString() + "/it'\\''s'")
          .contains("export LONGHAUL_STACK='blue'");
    } finally {
      cloud.destroy();
    }
  }
}
