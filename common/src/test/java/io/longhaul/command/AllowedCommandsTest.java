package io.longhaul.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longhaul.job.Sha256;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllowedCommandsTest {
  private static final String SHA = "ab".repeat(32);

  @Test
  void nothing_is_allowed_unless_it_is_said_and_flags_count_before_the_environment() {
    assertThat(AllowedCommands.resolve(List.of(), Map.of())).isEqualTo(AllowedCommands.NONE);
    Map<String, String> environment =
        Map.of("LONGHAUL_ALLOW", "a=/bin/a,artifact:" + SHA + ",b=/x@y/b@" + SHA);
    AllowedCommands allowed = AllowedCommands.resolve(List.of(), environment);
    assertThat(allowed.named())
        .isEqualTo(
            Map.of(
                "a",
                new AllowedCommands.Local(Path.of("/bin/a"), Optional.empty()),
                "b",
                new AllowedCommands.Local(Path.of("/x@y/b"), Optional.of(new Sha256(SHA)))));
    assertThat(allowed.artifacts()).containsExactly(new Sha256(SHA));
    assertThat(AllowedCommands.resolve(List.of("c=/bin/c"), environment).named().keySet())
        .containsExactly("c");
  }

  @Test
  void another_process_is_told_the_same_by_flags() {
    AllowedCommands allowed =
        AllowedCommands.resolve(List.of("b=/x/b@" + SHA, "artifact:" + SHA), Map.of());
    List<String> flags = allowed.flags();
    assertThat(flags).hasSize(4).contains("--allow");
    List<String> words = List.of(flags.get(1), flags.get(3));
    assertThat(AllowedCommands.resolve(words, Map.of())).isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource({
    "a, write NAME=/absolute/path",
    "a=bin/a, write NAME=/absolute/path",
    "artifact:12, is no SHA-256",
    "a b=/bin/a, is neither a name",
  })
  void a_wrong_one_is_refused_with_where_it_came_from(String word, String problem) {
    assertThatThrownBy(() -> AllowedCommands.resolve(List.of(word), Map.of()))
        .hasMessageStartingWith("--allow '" + word + "': ")
        .hasMessageContaining(problem);
    assertThatThrownBy(() -> AllowedCommands.resolve(List.of(), Map.of("LONGHAUL_ALLOW", word)))
        .hasMessageStartingWith("LONGHAUL_ALLOW '");
  }

  @Test
  void a_name_is_allowed_once() {
    assertThatThrownBy(() -> AllowedCommands.resolve(List.of("a=/b", "a=/c"), Map.of()))
        .hasMessageContaining("'a' is allowed twice");
  }
}
