package io.longhaul.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.longhaul.unit.FailureClass;
import java.io.IOException;
import java.net.ConnectException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;

class AwsFailuresTest {
  @Test
  void who_has_no_credentials_is_told_how_to_get_some_and_how_to_do_without() {
    SdkClientException none =
        SdkClientException.create(
            "Unable to load credentials from any of the providers in the chain Chain(a, b) : [a:"
                + " no]");

    FailedCall failed = AwsFailures.classify(new CompletionException(none));

    assertThat(failed.what()).isEqualTo(AwsFailure.CREDENTIALS);
    assertThat(failed.said())
        .isEqualTo("there are none in the environment, the profiles or of this machine");
    assertThat(AwsFailures.remedy(none)).contains("aws configure", "--local");
    assertThat(AwsFailures.remedy(answer("ExpiredToken", 400))).startsWith("log in again");
  }

  @ParameterizedTest
  @CsvSource({
    "SlowDown, 503, THROTTLED",
    "InternalError, 500, UNAVAILABLE",
    "RequestTimeout, 400, UNAVAILABLE",
    "ConditionalRequestConflict, 409, UNAVAILABLE",
    "AccessDenied, 403, DENIED",
    "ExpiredToken, 400, CREDENTIALS",
    "InvalidAccessKeyId, 403, CREDENTIALS",
    "RequestTimeTooSkewed, 403, CLOCK",
    "PreconditionFailed, 412, CONDITION",
    "NoSuchKey, 404, NO_OBJECT",
    "NoSuchUpload, 404, NO_UPLOAD",
    "NoSuchTagSet, 404, NO_TAGS",
    "InvalidPart, 400, REFUSED",
    "InvalidPartOrder, 400, REFUSED",
    "EntityTooSmall, 400, REFUSED",
    "AccessControlListNotSupported, 400, REFUSED",
    "MalformedACLError, 400, REFUSED",
    "NoSuchBucket, 404, NO_RESOURCE",
    "AWS.SimpleQueueService.NonExistentQueue, 400, NO_RESOURCE",
    "ProvisionedThroughputExceededException, 400, THROTTLED",
    "KeyTooLongError, 400, UNSAFE_NAME",
    "QuotaExceeded, 403, STORAGE",
    "BadDigest, 400, CORRUPT",
    "InvalidObjectState, 403, ARCHIVED",
    "ObjectNotInActiveTierError, 403, ARCHIVED",
    "EntityTooLarge, 400, TOO_LARGE",
    "NotImplemented, 501, NOT_IMPLEMENTED",
    "PermanentRedirect, 301, WRONG_REGION",
  })
  void a_known_code_means_what_the_table_says(String code, int status, AwsFailure what) {
    FailedCall failed = AwsFailures.classify(new CompletionException(answer(code, status)));

    assertThat(failed.what()).isEqualTo(what);
    assertThat(failed.code()).isEqualTo(code);
    assertThat(failed.status()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "400, REFUSED",
    "401, CREDENTIALS",
    "403, DENIED",
    "404, NO_OBJECT",
    "409, UNAVAILABLE",
    "412, CONDITION",
    "429, THROTTLED",
    "500, UNAVAILABLE",
    "501, NOT_IMPLEMENTED",
    "503, UNAVAILABLE",
    "507, STORAGE",
    "599, UNAVAILABLE",
  })
  void an_unknown_code_means_what_its_status_says(int status, AwsFailure what) {
    assertThat(AwsFailures.classify(answer("NeverHeardOf", status)).what()).isEqualTo(what);
    assertThat(AwsFailures.classify(answer(null, status)).what()).isEqualTo(what);
    assertThat(AwsFailures.classify(answer(null, status)).code()).isEqualTo("Http" + status);
  }

  @Test
  void no_code_means_two_things() {
    Set<String> seen = new HashSet<>();
    Stream<String> codes = AwsCodes.table().values().stream().flatMap(List::stream);

    assertThat(codes).allMatch(seen::add, "listed once");
  }

  @Test
  void what_broke_on_the_way_is_unavailable_and_says_how() {
    FailedCall refused = AwsFailures.classify(sdk(new ConnectException("Connection refused")));
    assertThat(refused.what()).isEqualTo(AwsFailure.UNAVAILABLE);
    assertThat(refused.code()).isEqualTo("ConnectException");

    FailedCall late = AwsFailures.classify(ApiCallAttemptTimeoutException.create(10));
    assertThat(late.what().failure()).isEqualTo(FailureClass.UNAVAILABLE);
    assertThat(late.code()).isEqualTo("Timeout");
  }

  @Test
  void a_chain_that_finds_no_credentials_is_credentials() {
    SdkClientException none =
        SdkClientException.create(
            "Unable to load credentials from any of the providers in the chain");

    assertThat(AwsFailures.classify(none).what()).isEqualTo(AwsFailure.CREDENTIALS);
  }

  @Test
  void a_copy_over_five_gigabytes_is_too_large_though_it_has_no_code_of_its_own() {
    AwsServiceException answer =
        AwsServiceException.builder()
            .statusCode(400)
            .awsErrorDetails(
                AwsErrorDetails.builder()
                    .errorCode("InvalidRequest")
                    .errorMessage(
                        "The specified copy source is larger than the maximum allowable size")
                    .build())
            .build();

    assertThat(AwsFailures.classify(answer).what()).isEqualTo(AwsFailure.TOO_LARGE);
  }

  @Test
  void what_was_said_is_one_line_and_not_endless() {
    FailedCall failed =
        AwsFailures.classify(sdk(new IOException("a\nb\u001b[31m" + "c".repeat(9999))));

    assertThat(failed.said()).doesNotContainPattern("\\p{Cntrl}").hasSizeLessThan(600);
  }

  @Test
  void what_was_said_is_about_the_failure_and_not_about_the_sdk() {
    SdkClientException refused =
        SdkClientException.create(
            "Unable to execute HTTP request: Connection refused: /127.0.0.1:1 (SDK Attempt Count:"
                + " 1)",
            new ConnectException("Connection refused: /127.0.0.1:1"));
    SdkClientException waited =
        SdkClientException.create(
            "Unable to execute HTTP request: Acquire operation took longer than the configured"
                + " maximum time. This indicates that a request cannot get a connection.\nConsider"
                + " taking any of the following actions. (SDK Attempt Count: 1)",
            new IOException("late"));

    assertThat(AwsFailures.classify(refused).said()).isEqualTo("Connection refused: /127.0.0.1:1");
    assertThat(AwsFailures.classify(waited).said())
        .isEqualTo("Acquire operation took longer than the configured maximum time");
  }

  @Test
  void a_defect_of_ours_is_not_blamed_on_aws() {
    assertThatIllegalStateException()
        .isThrownBy(
            () -> AwsFailures.classify(new CompletionException(new IllegalStateException("ours"))))
        .withMessage("ours");
  }

  private static SdkClientException sdk(Throwable cause) {
    return SdkClientException.create(
        "Unable to execute HTTP request: " + cause.getMessage(), cause);
  }

  private static AwsServiceException answer(String code, int status) {
    return AwsServiceException.builder()
        .message("said")
        .statusCode(status)
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage("said").build())
        .build();
  }
}
