package io.longhaul.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longhaul.s3.Slower;
import io.longhaul.time.Deadline;
import io.longhaul.time.SystemTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Calls that nobody waits for. */
class BegunCallsTest {
  private final SystemTime time = new SystemTime();
  private final AwsCalls calls = new AwsCalls(time, AwsSettings.of(16));
  private final CompletableFuture<String> busy = new CompletableFuture<>();
  private int made;
  private final List<String> told = new CopyOnWriteArrayList<>();

  private final AwsCalls.Heard<String> heard =
      new AwsCalls.Heard<>() {
        @Override
        public void answered(String answer) {
          told.add(answer);
        }

        @Override
        public void failed(AwsFailure what, Duration pause) {
          told.add(what + (pause.isZero() ? "" : ", pause"));
        }
      };

  @Test
  void a_call_that_nobody_waits_for_tells_its_answer() {
    CompletableFuture<String> late = new CompletableFuture<>();
    assertThat(calls.begin(() -> late, in(40), heard)).isPresent();
    assertThat(told).isEmpty();
    late.complete("yes");
    assertThat(told).containsExactly("yes");
    assertThat(calls.repeats()).isZero();
  }

  @Test
  void a_call_that_nobody_waits_for_is_tried_once_and_whoever_paces_it_hears_of_it() {
    int[] slower = {0};
    Slower.hearOf(() -> slower[0]++, () -> calls.begin(this::makes, in(40), heard));
    busy.completeExceptionally(FailedAnswer.of("SlowDown", 503, "", "7"));
    assertThat(told).containsExactly("THROTTLED, pause");
    assertThat(made).isOne();
    assertThat(slower[0]).isOne();
    assertThat(calls.repeats()).isOne();
    assertThat(calls.throttled()).isOne();
  }

  private CompletableFuture<String> makes() {
    made++;
    return busy;
  }

  @Test
  void what_cannot_pass_is_told_without_a_pause() {
    CompletableFuture<String> denied =
        CompletableFuture.failedFuture(FailedAnswer.of("AccessDenied", 403, "", ""));
    assertThat(calls.begin(() -> denied, in(40), heard)).isPresent();
    assertThat(told).containsExactly("DENIED");
    assertThat(calls.repeats()).isZero();
  }

  @Test
  void a_defect_is_told_as_a_failure_and_said_to_whoever_makes_the_call_again() {
    for (Throwable defect :
        List.of(new LinkageError("of the machine"), new IllegalStateException())) {
      CompletableFuture<String> broken = new CompletableFuture<>();
      assertThat(calls.begin(() -> broken, in(40), heard)).isPresent();
      broken.completeExceptionally(defect);
      assertThatThrownBy(() -> calls.slow(() -> broken, in(40))).isSameAs(defect);
    }
    assertThat(told).containsExactly("UNAVAILABLE", "UNAVAILABLE");
  }

  @Test
  void a_call_that_is_broken_off_is_told_so() {
    CompletableFuture<String> silent = new CompletableFuture<>();
    calls.begin(() -> silent, in(40), heard).orElseThrow().run();
    assertThat(silent).isCancelled();
    assertThat(told).containsExactly("UNAVAILABLE");
  }

  @Test
  void a_call_that_cannot_even_be_made_is_not_begun() {
    Supplier<CompletableFuture<String>> none =
        () -> {
          throw SdkClientException.create("no credentials");
        };
    assertThat(calls.begin(none, in(40), heard)).isEmpty();
    assertThat(calls.begin(() -> CompletableFuture.completedFuture("yes"), in(1), heard))
        .as("too short")
        .isEmpty();
    assertThat(told).isEmpty();
  }

  @Test
  void a_call_that_nobody_waits_for_ends_before_its_deadline() throws Exception {
    CompletableFuture<String> silent = new CompletableFuture<>();
    CompletableFuture<AwsFailure> ended = new CompletableFuture<>();
    Deadline deadline = Deadline.in(time, Duration.ofSeconds(3));
    boolean[] inTime = {false};
    AwsCalls.Heard<String> ending =
        new AwsCalls.Heard<>() {
          @Override
          public void answered(String answer) {
            ended.completeExceptionally(new AssertionError(answer));
          }

          @Override
          public void failed(AwsFailure what, Duration pause) {
            inTime[0] = !deadline.passed();
            ended.complete(what);
          }
        };
    calls.begin(() -> silent, deadline, ending);
    assertThat(ended.get(30, TimeUnit.SECONDS)).isEqualTo(AwsFailure.UNAVAILABLE);
    assertThat(inTime[0]).isTrue();
    assertThat(silent).isCompletedExceptionally();
  }

  private Deadline in(int seconds) {
    return Deadline.in(time, Duration.ofSeconds(seconds));
  }
}
