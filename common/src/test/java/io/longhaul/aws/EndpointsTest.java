package io.longhaul.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.longhaul.stack.StackMisconfigured;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointsTest {
  @Test
  void aws_is_known_by_its_names_and_by_there_being_none() {
    assertThat(Endpoints.isAws(Optional.empty())).isTrue();
    assertThat(isAws("https://S3.eu-west-1.AmazonAws.com")).isTrue();
    assertThat(isAws("https://bucket.vpce-1.s3.cn-north-1.amazonaws.com.cn")).isTrue();
    assertThat(isAws("http://127.0.0.1:4566")).isFalse();
    assertThat(isAws("HTTPS://amazonaws.com.example.org")).isFalse();
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
