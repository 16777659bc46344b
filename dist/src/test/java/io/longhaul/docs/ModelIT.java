package io.longhaul.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The model of docs/state.md, checked by TLC: what holds, what breaks without each guard, and what
 * must be reachable. With {@code -Pmodel} the large configurations too, which take minutes.
 */
class ModelIT {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final boolean ALL = "all".equals(System.getProperty("longhaul.model"));
  private static final int NO_TLC = 3;

  @TempDir private Path folder;

  private record Ended(int exit, String out, String err) {}

  @Test
  void the_rules_hold_and_each_guard_is_needed() throws Exception {
    Ended ended = check(ROOT, ALL ? List.of("--all") : List.of());

    skipWithoutTlc(ended);
    System.out.print(ended.out());
    assertThat(ended.exit()).as(ended.out() + ended.err()).isZero();
    assertThat(ended.out()).contains("small redrive").contains("guard ").contains("reach ");
  }

  @Test
  void a_guard_that_can_be_taken_out_unnoticed_fails_the_check() throws Exception {
    Ended ended = checkOne("guard no-such-guard tree=One breaks=NothingWrong");

    skipWithoutTlc(ended);
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.out()).contains("NOT EXPECTED: holds");
  }

  @Test
  void a_rule_that_does_not_hold_fails_the_check() throws Exception {
    Ended ended =
        checkOne("large known-gap tree=Nested budget=BCancel breaks=NoNextAfterCancelled");

    skipWithoutTlc(ended);
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.out()).contains("NOT EXPECTED: breaks NoNextAfterCancelled");
  }

  @Test
  void what_tlc_cannot_read_is_no_violation() throws Exception {
    Ended ended = checkOne("guard settle-fence tree=NoSuchTree breaks=NothingWrong");

    skipWithoutTlc(ended);
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.out()).contains("NOT EXPECTED: failed");
  }

  /** A copy of the model whose only configuration is this one. */
  private Ended checkOne(String configuration) throws Exception {
    Path copy = Files.createDirectories(folder.resolve("docs/model"));
    Files.copy(ROOT.resolve("longhaul"), folder.resolve("longhaul"));
    try (Stream<Path> files = Files.list(ROOT.resolve("docs/model"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    assertThat(copy.resolve("check").toFile().setExecutable(true)).isTrue();
    Files.writeString(copy.resolve("configurations"), configuration + "\n");
    return check(folder, List.of(configuration.split(" ")[1]));
  }

  private Ended check(Path root, List<String> arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(root.resolve("docs/model/check").toString()));
    command.addAll(arguments);
    Path out = Files.createTempFile(folder, "out", ".txt");
    Path err = Files.createTempFile(folder, "err", ".txt");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("LONGHAUL_JAVA_HOME", System.getProperty("java.home"));
    Process process =
        builder
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    int minutes = ALL ? 90 : 10;
    if (!process.waitFor(minutes, TimeUnit.MINUTES)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      throw new AssertionError("still running after " + minutes + " minutes: " + text(out));
    }
    return new Ended(process.exitValue(), text(out), text(err));
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file);
  }

  private static void skipWithoutTlc(Ended ended) {
    if (ended.exit() == NO_TLC)
      System.err.println("SKIPPED, the model was not checked: " + ended.err());
    assumeTrue(ended.exit() != NO_TLC, "the model was not checked: " + ended.err());
  }
}
