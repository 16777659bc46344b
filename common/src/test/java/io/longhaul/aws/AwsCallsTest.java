package io.longhaul.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.longhaul.s3.Slower;
import io.longhaul.time.Deadline;
import io.longhaul.time.JumpingTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkInterruptedException;

class AwsCallsTest {
  private final JumpingTime time = new JumpingTime();
  private final AwsSettings settings = AwsSettings.of(16);
  private final AwsCalls calls = new AwsCalls(time, settings);
  private final List<CompletableFuture<String>> made = new ArrayList<>();

  @Test
  void a_call_that_is_answered_is_made_once() throws InterruptedException {
    assertThat(calls.quick(answers(done("yes")), in(40))).isEqualTo("yes");
    assertThat(calls.repeats()).isZero();
  }

  @Test
  void what_may_pass_is_repeated_until_it_does() throws InterruptedException {
    assertThat(calls.quick(answers(fails("SlowDown"), fails("InternalError"), done("yes")), in(40)))
        .isEqualTo("yes");
    assertThat(calls.repeats()).isEqualTo(2);
    assertThat(calls.throttled()).isOne();
  }

  @Test
  void whoever_paces_a_call_hears_at_once_that_it_is_too_much() throws InterruptedException {
    int[] heard = {0};
    CompletableFuture<String> silent = new CompletableFuture<>();
    Slower.hear(
        () -> heard[0]++,
        () ->
            calls.quick(
                answers(fails("SlowDown"), fails("InternalError"), silent, done("yes")), in(40)));
    assertThat(heard[0]).as("too fast, and no answer in time").isEqualTo(2);
  }

  @Test
  void what_cannot_pass_is_not_repeated() {
    AwsCallFailed denied =
        failure(() -> calls.quick(answers(fails("AccessDenied"), done("yes")), in(40)));

    assertThat(denied.what()).isEqualTo(AwsFailure.DENIED);
    assertThat(made).hasSize(1);
  }

  @Test
  void repetitions_end_after_so_many_tries() {
    AwsCallFailed failed = failure(() -> calls.quick(() -> make(fails("InternalError")), in(40)));

    assertThat(failed.what()).isEqualTo(AwsFailure.UNAVAILABLE);
    assertThat(made).hasSize(settings.attempts());
  }

  @Test
  void a_server_that_fails_every_call_is_soon_asked_each_of_them_once()
      throws InterruptedException {
    int budget = settings.slots() * settings.attempts();
    for (int i = 0; i < budget; i++) {
      failure(() -> calls.quick(() -> make(fails("InternalError")), in(40)));
    }
    assertThat(calls.repeats()).isEqualTo(budget);
    assertThat(made).hasSize(2 * budget);

    // and is trusted again as it mends
    for (int i = 0; i < 4; i++) calls.quick(() -> done("yes"), in(40));
    failure(() -> calls.quick(() -> make(fails("InternalError")), in(40)));
    assertThat(calls.repeats()).isEqualTo(budget + 2);
  }

  @Test
  void a_server_that_says_when_is_not_asked_before() throws InterruptedException {
    FailedAnswer wait = FailedAnswer.of("SlowDown", 503, "", "7");
    long before = time.nanos();
    assertThat(calls.quick(answers(CompletableFuture.failedFuture(wait), done("yes")), in(40)))
        .isEqualTo("yes");
    assertThat(Duration.ofNanos(time.nanos() - before))
        .isGreaterThanOrEqualTo(Duration.ofSeconds(7));

    FailedAnswer tooLong = FailedAnswer.of("SlowDown", 503, "", "41");
    assertThat(
            failure(() -> calls.quick(() -> CompletableFuture.failedFuture(tooLong), in(40)))
                .what())
        .isEqualTo(AwsFailure.THROTTLED);
  }

  @Test
  void a_quick_call_without_an_answer_is_given_up_cancelled_and_made_again()
      throws InterruptedException {
    CompletableFuture<String> silent = new CompletableFuture<>();

    assertThat(calls.quick(answers(silent, done("yes")), in(40))).isEqualTo("yes");
    assertThat(silent).isCancelled();
  }

  @Test
  void no_call_outlives_its_deadline() {
    long before = time.nanos();
    AwsCallFailed failed = failure(() -> calls.slow(() -> make(new CompletableFuture<>()), in(40)));

    assertThat(failed.call().code()).isEqualTo("Timeout");
    assertThat(Duration.ofNanos(time.nanos() - before)).isEqualTo(Duration.ofSeconds(40));
    assertThat(made).hasSize(1).allMatch(CompletableFuture::isCancelled);
  }

  @Test
  void a_call_whose_deadline_has_passed_is_not_made() {
    assertThat(failure(() -> calls.quick(answers(done("yes")), in(0))).call().code())
        .isEqualTo("Timeout");
    assertThat(made).isEmpty();
  }

  @Test
  void an_interrupt_cancels_the_request() throws InterruptedException {
    CompletableFuture<String> silent = new CompletableFuture<>();
    Thread.currentThread().interrupt();
    assertThatExceptionOfType(InterruptedException.class)
        .isThrownBy(() -> calls.slow(answers(silent), in(40)));
    assertThat(made).as("interrupted before the call").isEmpty();

    assertThatExceptionOfType(InterruptedException.class)
        .isThrownBy(() ->
            calls.slow(
                () -> {
                  Thread.currentThread().interrupt();
                  return make(silent);
                },
                in(40)));
    assertThat(silent).isCancelled();
  }

  @Test
  void an_interrupt_that_the_sdk_took_for_itself_is_none_to_repeat_after() {
    SdkClientException swallowed =
        SdkClientException.create("Thread was interrupted", new SdkInterruptedException());

    assertThatExceptionOfType(InterruptedException.class)
        .isThrownBy(() ->
            calls.slow(answers(CompletableFuture.failedFuture(swallowed), done("yes")), in(40)));
    assertThat(made).hasSize(1);
  }

  @Test
  void an_answer_that_comes_to_nobody_is_let_go() {
    List<String> released = new ArrayList<>();
    CompletableFuture<String> late =
        new CompletableFuture<>() {
          @Override
          public boolean cancel(boolean mayInterrupt) {
            return !complete("a stream"); // the answer wins by a hair
          }
        };

    failure(() -> calls.opening(() -> make(late), released::add, in(1)));
    assertThat(released).containsExactly("a stream");
  }

  private Deadline in(int seconds) {
    return Deadline.in(time, Duration.ofSeconds(seconds));
  }

  @SafeVarargs
  private Supplier<CompletableFuture<String>> answers(CompletableFuture<String>... each) {
    return () -> make(each[made.size()]);
  }

  private CompletableFuture<String> make(CompletableFuture<String> call) {
    made.add(call);
    return call;
  }

  private static CompletableFuture<String> done(String answer) {
    return CompletableFuture.completedFuture(answer);
  }

  private static CompletableFuture<String> fails(String code) {
    return CompletableFuture.failedFuture(
        AwsServiceException.builder()
            .message(code)
            .statusCode(500)
            .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage("").build())
            .build());
  }

  private static AwsCallFailed failure(Call call) {
    AwsCallFailed failed = catchThrowableOfType(AwsCallFailed.class, call::run);
    assertThat(failed).isNotNull();
    return failed;
  }

  private interface Call {
    void run() throws InterruptedException;
  }
}
