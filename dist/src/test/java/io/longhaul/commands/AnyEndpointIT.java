package io.longhaul.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.longhaul.commands.Longhaul.Ended;
import io.longhaul.engine.EngineProcess;
import io.longhaul.engine.Moto;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands on any endpoint that speaks AWS's protocols: here moto's, where it is installed. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class AnyEndpointIT {
  private static final Path SCRIPT = Path.of("../examples/any-endpoint/run").toAbsolutePath();

  @TempDir private Path folder;

  @Test
  void the_same_job_file_gives_the_same_report_on_the_embedded_cloud_and_on_moto()
      throws Exception {
    Moto.endpoint(); // skips where it is not installed
    Optional<Path> python = EngineProcess.onPath("python3");
    Optional<Path> curl = EngineProcess.onPath("curl");
    if (python.isEmpty() || curl.isEmpty()) {
      System.err.println("SKIPPED examples/any-endpoint: python3 and curl are not on the PATH");
    }
    assumeTrue(python.isPresent() && curl.isPresent(), "python3 and curl are not on the PATH");
    Path log = folder.resolve("log");
    ProcessBuilder script =
        new ProcessBuilder(SCRIPT.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    script
        .environment()
        .put("LONGHAUL", Path.of("target/longhaul/bin/longhaul").toAbsolutePath() + "");
    script.environment().put("LONGHAUL_JAVA_HOME", System.getProperty("java.home"));
    int exit = script.start().waitFor();
    assertThat(exit).as(Files.readString(log)).isZero();
    assertThat(log)
        .content()
        .contains("embedded/report.json  complete: 304 listed = 284 copied + 19 equal + 1 skipped")
        .contains("moto/report.json      complete: 304 listed = 284 copied + 19 equal + 1 skipped")
        .endsWith("the same job file gives the same report\n");
  }

  @Test
  void a_stack_that_is_not_there_is_named_by_every_command_until_it_is_deployed() throws Exception {
    Longhaul longhaul =
        new Longhaul(
            folder,
            Map.of(
                "AWS_ENDPOINT_URL", Moto.emptied().toString(),
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "test",
                "AWS_SECRET_ACCESS_KEY", "test",
                "LONGHAUL_STACK", "made-here"));
    Files.writeString(folder.resolve("job.yaml"), "kind: noop\nunits: 5\n");
    for (String command :
        new String[] {
          "status", "worker", "submit job.yaml --name r", "run job.yaml --name r", "watch r"
        }) {
      Ended ended = longhaul.run(command.split(" "));
      assertThat(ended.exit()).as(command).isEqualTo(1);
      assertThat(ended.err().lines().filter(line -> line.contains("does not exist")))
          .as(ended.err())
          .hasSize(1)
          .allMatch(line -> line.startsWith("longhaul: table longhaul-made-here does not exist"))
          .allMatch(line -> line.contains("/longhaul infra deploy --minimal' makes it"));
    }
    Ended looked = longhaul.run("infra", "deploy", "--minimal", "--dry-run");
    assertThat(looked.exit()).isZero();
    assertThat(looked.out().lines())
        .hasSize(5)
        .allMatch(line -> line.endsWith(" is not there and would be made"));
    Ended made = longhaul.run("infra", "deploy", "--minimal");
    assertThat(made.out().lines())
        .as(made.err())
        .hasSize(5)
        .allMatch(line -> line.endsWith(": made"));
    Ended again = longhaul.run("infra", "deploy", "--minimal");
    assertThat(again.exit()).isZero();
    assertThat(again.out().lines()).allMatch(line -> line.endsWith(": is there"));
    assertThat(longhaul.run("status").exit()).isZero();
  }
}
