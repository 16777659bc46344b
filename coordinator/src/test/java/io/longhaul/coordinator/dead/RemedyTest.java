package io.longhaul.coordinator.dead;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.unit.FailureClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RemedyTest {
  private static final Path RUNBOOK = Path.of("../docs/runbook.md");

  @ParameterizedTest
  @EnumSource
  void every_class_has_a_line_with_a_command_and_a_section_in_the_runbook(FailureClass failure)
      throws IOException {
    String word = failure.word();
    assertThat(Remedy.of(failure, new Denials(), "orders"))
        .contains(" orders --class " + word)
        .endsWith("(docs/runbook.md#" + word + ")")
        .doesNotContain("\n");
    assertThat(Files.readString(RUNBOOK)).contains("\n## " + word + "\n");
  }
}
