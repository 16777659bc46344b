package io.longhaul.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.longhaul.s3.calls.CustomerKeys;
import io.longhaul.time.Deadline;
import io.longhaul.time.JumpingTime;
import io.longhaul.time.SystemTime;
import io.longhaul.unit.FailureClass;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InMemoryObjectStoreTest extends ObjectStoreContract {
  private final JumpingTime time = new JumpingTime();
  private final InMemoryObjectStore memory = new InMemoryObjectStore(new SystemTime());
  private final StoreEngine engine = new InMemoryEngine(memory);
  private final InMemoryObjectStore faulty = new InMemoryObjectStore(time);

  @Override
  protected ObjectStore store() {
    return memory;
  }

  @Override
  protected StoreEngine engine() {
    return engine;
  }

  @Override
  protected ObjectStore keyed(CustomerKeys keys) {
    return memory.keyed(keys);
  }

  @Test
  void a_request_that_lands_late_is_judged_by_what_is_there_then() throws InterruptedException {
    faulty.createBucket("b");
    String seen = faulty.write("b", "from", "seen".getBytes(UTF_8));
    faulty.breakWith(call -> new StoreFault.Held());
    CopyRequest copy = new CopyRequest("b", "from", seen, "b", "to", ABSENT);
    assertThat(timedOut(() -> faulty.copy(copy, in(40)))).isNotNull();

    faulty.write("b", "from", "rewritten".getBytes(UTF_8));
    assertThat(faulty.landHeld()).isOne();
    assertThat(faulty.look("b", "to")).as("its source condition did not hold").isEmpty();
  }

  @Test
  void a_request_that_lands_late_has_its_effect_if_nothing_changed() throws InterruptedException {
    faulty.createBucket("b");
    faulty.breakWith(call -> new StoreFault.Held());
    PutRequest put = new PutRequest("b", "k", 4, null, Map.of(), ABSENT);
    long before = time.nanos();
    timedOut(() -> faulty.put(put, Body.of("late".getBytes(UTF_8)), in(40)));

    assertThat(Duration.ofNanos(time.nanos() - before)).isEqualTo(Duration.ofSeconds(40));
    assertThat(faulty.look("b", "k")).isEmpty();
    faulty.landHeld();
    assertThat(faulty.look("b", "k").orElseThrow().bytes()).isEqualTo("late".getBytes(UTF_8));
  }

  @Test
  void a_call_fails_where_and_as_the_test_says() throws InterruptedException {
    faulty.createBucket("b");
    faulty.breakWith(call ->
        call.key().equals("denied")
            ? new StoreFault.Fails(() ->
                InMemoryObjectStore.failure(FailureClass.DENIED, "AccessDenied", call.toString()))
            : new StoreFault.None());
    PutRequest put = new PutRequest("b", "denied", 0, null, Map.of(), ABSENT);

    assertThat(refusal(() -> faulty.put(put, Body.of(new byte[0]), in(1))).failure())
        .isEqualTo(FailureClass.DENIED);
    assertThat(faulty.look("b", "denied")).isEmpty();
    assertThat(faulty.head("b", "fine", in(1))).isEmpty();
  }

  @Test
  void an_answer_can_be_lost_after_the_effect() {
    faulty.createBucket("b");
    faulty.breakWith(call ->
        new StoreFault.AnswerLost(
            () -> InMemoryObjectStore.failure(FailureClass.UNAVAILABLE, "Reset", "reset")));
    PutRequest put = new PutRequest("b", "k", 0, null, Map.of(), ABSENT);

    timedOut(() -> faulty.put(put, Body.of(new byte[0]), in(1)));
    assertThat(faulty.look("b", "k")).isPresent();
  }

  @Test
  void a_stream_breaks_where_it_was_cut() throws Exception {
    faulty.createBucket("b");
    String etag = faulty.write("b", "k", new byte[100]);
    faulty.breakWith(call -> new StoreFault.CutAfter(10));

    try (InputStream stream = ((Got.Content) faulty.get("b", "k", etag, in(1))).stream()) {
      assertThatIOException().isThrownBy(stream::readAllBytes);
    }
    ByteRange range = new ByteRange(50, 50);
    Got part = faulty.getRange("b", "k", etag, range, in(1));
    try (InputStream stream = ((Got.Content) part).stream()) {
      assertThatIOException().isThrownBy(stream::readAllBytes);
    }
  }

  private Deadline in(int seconds) {
    return Deadline.in(time, Duration.ofSeconds(seconds));
  }

  private static StoreException timedOut(Call call) {
    StoreException thrown = catchThrowableOfType(StoreException.class, call::run);
    assertThat(thrown.failure()).isEqualTo(FailureClass.UNAVAILABLE);
    return thrown;
  }
}
