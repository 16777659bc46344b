package io.longhaul.worker.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.longhaul.worker.host.HostSettings.Choice;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is said of the machine, and of leaving when idle, and by whom. */
class HostSettingsTest {
  private static HostSettings resolve(String flag, Map<String, String> environment) {
    return HostSettings.resolve(Optional.of(flag).filter(said -> !said.isEmpty()), environment);
  }

  @Test
  void the_flag_counts_then_the_variable_then_it_finds_out() {
    assertThat(resolve("none", Map.of("LONGHAUL_HOST", "ec2")).choice()).isEqualTo(Choice.NONE);
    assertThat(resolve("", Map.of("LONGHAUL_HOST", "ec2")).choice()).isEqualTo(Choice.EC2);
    assertThat(resolve("", Map.of())).isEqualTo(new HostSettings(Choice.AUTO, Optional.empty()));
  }

  @Test
  void the_sdks_variable_names_another_metadata_service() {
    assertThat(
            resolve("", Map.of("AWS_EC2_METADATA_SERVICE_ENDPOINT", "http://127.0.0.1:1338/"))
                .metadata())
        .contains(URI.create("http://127.0.0.1:1338/"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> resolve("", Map.of("AWS_EC2_METADATA_SERVICE_ENDPOINT", "here")))
        .withMessage("AWS_EC2_METADATA_SERVICE_ENDPOINT 'here': write http:// and a host");
  }

  @Test
  void where_metadata_is_disabled_none_is_asked_for_and_none_may_be_meant() {
    Map<String, String> disabled = Map.of("AWS_EC2_METADATA_DISABLED", "True");
    assertThat(resolve("auto", disabled).choice()).isEqualTo(Choice.NONE);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> resolve("ec2", disabled))
        .withMessage(
            "--host 'ec2': AWS_EC2_METADATA_DISABLED forbids it; take one of the two away");
  }

  @Test
  void another_word_is_refused_by_where_it_came_from() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> resolve("", Map.of("LONGHAUL_HOST", "gce")))
        .withMessage("LONGHAUL_HOST 'gce': write auto, ec2 or none");
  }

  @Test
  void an_idle_worker_stays_unless_a_time_is_said() {
    assertThat(IdleSettings.resolve(Optional.empty(), Map.of()).after()).isEmpty();
    assertThat(IdleSettings.resolve(Optional.of("10m"), Map.of()).after())
        .contains(Duration.ofMinutes(10));
    assertThat(IdleSettings.resolve(Optional.of("off"), Map.of("LONGHAUL_IDLE", "2h")).after())
        .isEmpty();
    assertThat(IdleSettings.resolve(Optional.empty(), Map.of("LONGHAUL_IDLE", "2h")).after())
        .contains(Duration.ofHours(2));
  }

  @Test
  void what_is_no_time_is_refused() {
    for (String word : new String[] {"10", "0s", "169h", "m", "-1m", "1d"}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> IdleSettings.resolve(Optional.of(word), Map.of()))
          .withMessage("--idle '%s': write a time from 1s to 168h, such as 10m, or off", word);
    }
  }
}
