package io.longhaul.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.longhaul.aws.S3Endpoints.S3Endpoint;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class S3EndpointsTest {
  private final S3Endpoints aws = new S3Endpoints(Optional.empty());

  @ParameterizedTest
  @CsvSource({
    "orders,eu-west-1,https://orders.s3.eu-west-1.amazonaws.com",
    "orders,us-east-1,https://orders.s3.us-east-1.amazonaws.com",
    "orders,cn-north-1,https://orders.s3.cn-north-1.amazonaws.com.cn",
    // whose name no certificate covers
    "orders.of.2026,eu-west-1,https://s3.eu-west-1.amazonaws.com/orders.of.2026"
  })
  void a_bucket_of_aws_is_asked_where_the_sdk_would_ask_it(
      String bucket, String region, URI expected) {
    S3Endpoint endpoint = aws.of(bucket, region);
    assertThat(endpoint.url()).isEqualTo(expected);
    assertThat(endpoint.region()).isEqualTo(region);
  }

  @Test
  void an_access_point_is_signed_for_its_own_region() {
    S3Endpoint endpoint =
        aws.of("arn:aws:s3:eu-west-1:123456789012:accesspoint/orders", "us-east-1");
    assertThat(endpoint.url())
        .hasToString("https://orders-123456789012.s3-accesspoint.eu-west-1.amazonaws.com");
    assertThat(endpoint.region()).isEqualTo("eu-west-1");
  }

  @Test
  void any_other_server_is_asked_by_path() {
    S3Endpoints server = new S3Endpoints(Optional.of(URI.create("http://127.0.0.1:9000/s3")));
    assertThat(server.of("orders", "us-east-1").url())
        .hasToString("http://127.0.0.1:9000/s3/orders");
  }

  @Test
  void a_name_of_an_endpoint_within_aws_keeps_virtual_hosts() {
    URI vpc = URI.create("https://bucket.vpce-1a2b-5e6f.s3.us-east-1.vpce.amazonaws.com");
    assertThat(new S3Endpoints(Optional.of(vpc)).of("orders", "us-east-1").url())
        .hasToString("https://orders.bucket.vpce-1a2b-5e6f.s3.us-east-1.vpce.amazonaws.com");
  }

  @Test
  void a_directory_bucket_is_refused_with_the_way_to_it() {
    FailedAnswer refused =
        catchThrowableOfType(
            FailedAnswer.class, () -> aws.of("orders--use1-az4--x-s3", "us-east-1"));
    assertThat(refused.call().what()).isEqualTo(AwsFailure.REFUSED);
    assertThat(refused.call().said()).contains("--data-plane sdk");
  }
}
