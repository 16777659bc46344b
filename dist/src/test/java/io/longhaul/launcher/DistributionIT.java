package io.longhaul.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.launcher.Shell.Ended;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The distribution as it was laid out, started by its own launcher on the JDK of this build. */
class DistributionIT {
  private static final Path HOME = Path.of("target/longhaul").toAbsolutePath();

  @TempDir private Path folder;

  @Test
  void tells_its_version() throws Exception {
    Ended ended = longhaul("--version");

    assertThat(ended.out()).matches("longhaul \\d+\\.\\d+\\.\\d+\\S*\n");
    assertThat(ended.exit()).isZero();
  }

  @Test
  void misuse_is_exit_2_with_one_line_on_stderr() throws Exception {
    Ended ended = longhaul("--no-such-thing");

    assertThat(ended.exit()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err()).contains("--no-such-thing").contains("/bin/longhaul --help'");
  }

  @Test
  void a_word_that_resembles_no_command_is_not_taken_for_one() throws Exception {
    assertThat(longhaul("statu").err()).contains("unknown command 'statu', did you mean 'status'?");
    assertThat(longhaul("frobnicate").err()).doesNotContain("did you mean");
  }

  @Test
  void without_a_region_it_says_how_to_name_one() throws Exception {
    Ended ended = longhaul("status");

    assertThat(ended.err())
        .isEqualTo(
            "longhaul: no region: set AWS_REGION, or region in the profile that AWS_PROFILE"
                + " names\n");
    assertThat(ended.exit()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
  }

  @Test
  void the_training_of_the_start_up_cache_does_all_that_it_is_to_load() throws Exception {
    Ended ended = longhaul("train");

    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(ended.out()).isEmpty();
    assertThat(longhaul("--help").out()).doesNotContain("train ");
  }

  @Test
  void the_embedded_cloud_lies_beside_it_and_not_on_its_class_path() {
    assertThat(HOME.resolve("embedded/lib/longhaul-embedded.jar")).isRegularFile();
    assertThat(HOME.resolve("lib").toFile().list())
        .contains("longhaul.jar")
        .noneMatch(name -> name.contains("embedded"));
  }

  private Ended longhaul(String... arguments) throws Exception {
    String[] command = new String[arguments.length + 1];
    command[0] = HOME.resolve("bin/longhaul").toString();
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    return new Shell(
            folder,
            Map.of(
                "PATH", "/usr/bin:/bin",
                "HOME", folder.toString(),
                "LONGHAUL_JAVA_HOME", System.getProperty("java.home")))
        .run(command);
  }
}
