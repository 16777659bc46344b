package io.longhaul.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.longhaul.time.Deadline;
import io.longhaul.time.SystemTime;
import io.longhaul.unit.FailureClass;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every {@link ObjectStore} promises, whatever adapter and whatever engine. */
public abstract class ObjectStoreContract extends CustomerKeysContract {
  @Test
  void a_bucket_that_is_there_says_where() throws InterruptedException {
    assertThat(store.bucket(bucket, soon())).contains(new BucketInfo(bucket, "us-east-1"));
  }

  @Test
  void a_bucket_that_is_not_there_is_empty() throws InterruptedException {
    assertThat(store.bucket("no-such-bucket-" + bucket, soon())).isEmpty();
  }

  @Test
  void a_call_to_a_missing_bucket_is_refused_and_names_it() {
    String missing = "no-such-bucket-" + bucket;
    List<StoreException> refusals =
        List.of(
            refusal(() -> store.list(ListRequest.of(missing, ""), soon())),
            refusal(() -> store.get(missing, "k", "etag", soon())),
            refusal(() -> put(missing, "k", "text", ANYTHING)));

    for (StoreException refused : refusals) {
      assertThat(refused.failure()).isEqualTo(FailureClass.REFUSED);
      assertThat(refused).hasMessageContaining(missing).hasMessageNotContaining("\n");
    }
  }

  @Test
  void the_probe_finds_exactly_the_conditions_that_the_engine_enforces_and_leaves_nothing()
      throws InterruptedException {
    assertThat(ConditionProbe.conditions(store, false, bucket, soon()))
        .as(engine.name())
        .isEqualTo(engine.conditions());
    assertThat(engine.keys(bucket)).isEmpty();
  }

  @Test
  void a_call_whose_deadline_has_passed_is_not_begun() throws InterruptedException {
    Deadline passed = Deadline.in(new SystemTime(), Duration.ZERO);
    PutRequest request = new PutRequest(bucket, "k", 1, null, Map.of(), ABSENT);

    StoreException late = refusal(() -> store.put(request, Body.of(new byte[1]), passed));
    assertThat(late.failure()).isEqualTo(FailureClass.UNAVAILABLE);
    assertThat(store.head(bucket, "k", soon())).isEmpty();
  }

  @Test
  void an_interrupted_caller_is_told_so() throws InterruptedException {
    Thread.currentThread().interrupt();

    assertThatExceptionOfType(InterruptedException.class)
        .isThrownBy(() -> store.head(bucket, "k", soon()));
    assertThat(Thread.interrupted()).isFalse();
    assertThat(store.head(bucket, "k", soon())).isEmpty();
  }
}
