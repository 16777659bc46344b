package io.longhaul.aws;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AwsSettingsTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void a_bad_value_is_refused_by_its_key() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AwsSettings.of(0))
        .withMessage("aws.slots 0: 1 to 8192");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AwsSettings(1, SECOND, Duration.ofMinutes(1), SECOND, 1))
        .withMessageStartingWith("aws.silence PT1M");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AwsSettings(1, SECOND, SECOND, SECOND, 0))
        .withMessageStartingWith("aws.attempts 0");
  }
}
