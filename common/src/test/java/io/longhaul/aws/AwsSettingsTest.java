package io.longhaul.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @ParameterizedTest
  @CsvSource({
    "https://s3.eu-west-1.amazonaws.com, true",
    "https://S3.amazonaws.com.cn, true",
    "https://s3.us-east-1.api.aws, true",
    "http://127.0.0.1:9000, false",
    "https://s3.amazonaws.com.example.org, false",
    "https://amazonaws.com.evil, false",
  })
  void an_endpoint_is_aws_only_by_its_domain(URI endpoint, boolean aws) {
    assertThat(Endpoints.isAws(Optional.of(endpoint))).isEqualTo(aws);
  }

  @Test
  void no_endpoint_given_is_aws() {
    assertThat(Endpoints.isAws(Optional.empty())).isTrue();
  }
}
