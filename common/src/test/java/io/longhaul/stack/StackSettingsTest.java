package io.longhaul.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longhaul.claim.SessionSettings;
import io.longhaul.claim.SweepSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StackSettingsTest {
  private static final Optional<Path> HERE = Optional.of(Path.of("state"));

  @Test
  void sessions_are_as_suits_the_stack_unless_they_are_said() {
    assertThat(resolve(Optional.empty(), Map.of()).sessions()).isEqualTo(SessionSettings.FLEET);
    assertThat(resolve(HERE, Map.of()).sessions()).isEqualTo(SessionSettings.LOCAL);
    assertThat(resolve(HERE, Map.of()).sweeps()).isEqualTo(SweepSettings.LOCAL);
    StackSettings said = resolve(HERE, Map.of("LONGHAUL_SESSION", "6"));
    assertThat(said.sessions()).isEqualTo(SessionSettings.of(Duration.ofSeconds(6)));
    assertThat(said.sweeps().every()).isEqualTo(Duration.ofSeconds(1));
    assertThat(said.sweeps().resendWhenEmpty()).isEqualTo(Duration.ofSeconds(6));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "3601", "-6", "6s", "six", "99999999999"})
  void a_session_that_nobody_can_keep_is_refused_by_its_name(String seconds) {
    assertThatThrownBy(() -> resolve(HERE, Map.of("LONGHAUL_SESSION", seconds)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("LONGHAUL_SESSION")
        .hasMessageContaining("3 to 3600");
  }

  @Test
  void the_flag_counts_before_the_environment_and_that_before_the_default() {
    Map<String, String> environment = Map.of("LONGHAUL_STACK", "ours");
    assertThat(resolve(HERE, Map.of()).name()).isEqualTo("default");
    assertThat(resolve(HERE, environment).name()).isEqualTo("ours");
    assertThat(StackSettings.resolve(Optional.of("mine"), HERE, environment).name())
        .isEqualTo("mine");
  }

  @Test
  void the_data_plane_is_ours_unless_another_is_said() {
    assertThat(resolve(HERE, Map.of()).dataPlane()).isEqualTo(DataPlane.VERTX);
    StackSettings said = resolve(HERE, Map.of("LONGHAUL_DATA_PLANE", "sdk"));
    assertThat(said.dataPlane()).isEqualTo(DataPlane.SDK);
    assertThat(said.by(DataPlane.of("vertx", "--data-plane")).dataPlane())
        .isEqualTo(DataPlane.VERTX);
    assertThatThrownBy(() -> resolve(HERE, Map.of("LONGHAUL_DATA_PLANE", "SDK")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("LONGHAUL_DATA_PLANE 'SDK': write vertx or sdk");
  }

  private static StackSettings resolve(Optional<Path> local, Map<String, String> environment) {
    return StackSettings.resolve(Optional.empty(), local, environment);
  }
}
