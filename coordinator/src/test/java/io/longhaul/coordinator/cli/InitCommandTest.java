package io.longhaul.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.coordinator.cli.World.Ran;
import io.longhaul.job.file.JobFile;
import io.longhaul.stack.LeftOut;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitCommandTest {
  @TempDir private Path folder;
  private World world;

  @BeforeEach
  void aWorld() {
    world = new World(folder);
  }

  @Test
  void what_it_prints_is_a_job_that_can_be_read() {
    Ran ran = world.run("init", "s3-copy");
    assertThat(ran.exit()).isZero();
    assertThat(ran.err()).isEmpty();
    assertThat(JobFile.read(world.file("made.yaml", ran.out())).kind()).isEqualTo("s3-copy");
  }

  @Test
  void given_two_addresses_it_looks_and_fills_in_what_it_saw() {
    for (int i = 0; i < 32; i++) world.store.write("orders", "%02X/x".formatted(i), new byte[3]);
    Ran ran = world.run("init", "s3-copy", "s3://orders/", "s3://copies/");
    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(ran.out()).contains("s3://orders/").contains("s3://copies/").contains("upper-hex");
  }

  @Test
  void a_verify_is_looked_for_and_filled_in_likewise() {
    for (int i = 0; i < 32; i++) world.store.write("orders", "%02X/x".formatted(i), new byte[3]);
    Ran ran = world.run("init", "s3-verify", "s3://orders/", "s3://copies/");
    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(JobFile.read(world.file("made.yaml", ran.out())).kind()).isEqualTo("s3-verify");
    assertThat(ran.out()).contains("s3://copies/").contains("upper-hex").contains("compare:");
  }

  @Test
  void what_is_in_the_way_of_a_run_is_said() {
    Ran ran = world.run("init", "s3-copy", "s3://orders/", "s3://nowhere/", "--out", "job.yaml");
    assertThat(ran.exit()).isZero();
    assertThat(ran.err())
        .contains("target: there is no bucket 'nowhere' yet")
        .contains("aws s3 mb s3://nowhere");
    world.folders = (bucket, prefix, until) -> Optional.of(new LeftOut(0, 1, 0, List.of("link")));
    assertThat(world.run("init", "s3-copy", "s3://orders/", "s3://copies/").err())
        .contains("1 file that is no object (1 symbolic link), such as 'link'")
        .contains("--leave-out");
  }

  @Test
  void a_file_that_is_there_stays_as_it_is() {
    world.file("mine.yaml", "precious");
    Ran ran = world.run("init", "s3-copy", "--out", "mine.yaml");
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err()).contains("is there already");
    assertThat(folder.resolve("mine.yaml")).hasContent("precious");
  }

  @Test
  void a_kind_that_is_none_is_refused_with_the_nearest() {
    Ran ran = world.run("init", "s3-cop");
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err()).contains("did you mean 's3-copy'?");
  }

  @Test
  void a_source_without_a_target_is_refused() {
    assertThat(world.run("init", "s3-copy", "s3://orders/").exit()).isEqualTo(2);
  }
}
