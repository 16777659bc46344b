package io.longhaul.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.longhaul.stack.StackMisconfigured;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointsTest {
  @ParameterizedTest
  @CsvSource({
    "https://s3.eu-west-1.amazonaws.com, true",
    "https://S3.AmazonAws.com.cn, true",
    "https://s3.us-east-1.api.aws, true",
    "http://127.0.0.1:9000, false",
    "https://s3.amazonaws.com.example.org, false",
    "https://amazonaws.com.evil, false",
  })
  void an_endpoint_is_aws_only_by_its_domain(String endpoint, boolean aws) {
    assertThat(isAws(endpoint)).isEqualTo(aws);
  }

  @Test
  void no_endpoint_given_is_aws() {
    assertThat(Endpoints.isAws(Optional.empty())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "localhost:9000",
        "ftp://here",
        "http:///path",
        "http://my_minio:9000"
      })
  void what_is_no_servers_address_is_refused_with_what_to_write(String endpoint) {
    assertThatExceptionOfType(StackMisconfigured.class)
        .isThrownBy(() -> isAws(endpoint))
        .withMessageStartingWith(
            "endpoint '" + endpoint + "': write http:// or https:// and a host");
  }

  private static boolean isAws(String endpoint) {
    return Endpoints.isAws(Optional.of(URI.create(endpoint)));
  }
}
