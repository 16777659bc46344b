package io.longhaul.s3.metered;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.longhaul.metrics.MeterClock;
import io.longhaul.s3.CopyRequest;
import io.longhaul.s3.Expect;
import io.longhaul.s3.FirstTry;
import io.longhaul.s3.HeldCopies;
import io.longhaul.s3.InMemoryEngine;
import io.longhaul.s3.InMemoryObjectStore;
import io.longhaul.s3.ObjectStore;
import io.longhaul.s3.ObjectStoreContract;
import io.longhaul.s3.StoreEngine;
import io.longhaul.s3.StoreException;
import io.longhaul.s3.StoreFault;
import io.longhaul.s3.Written;
import io.longhaul.s3.calls.CustomerKeys;
import io.longhaul.time.Deadline;
import io.longhaul.time.JumpingTime;
import io.longhaul.time.SystemTime;
import io.longhaul.unit.FailureClass;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** It is the store that it watches, call by call, and counts what came of each. */
class MeteredObjectStoreTest extends ObjectStoreContract {
  private final InMemoryObjectStore memory = new InMemoryObjectStore(new SystemTime());
  private final JumpingTime time = new JumpingTime();
  private final SimpleMeterRegistry registry =
      new SimpleMeterRegistry(SimpleConfig.DEFAULT, new MeterClock(time));
  private final MeteredObjectStore metered = new MeteredObjectStore(memory, registry);
  private final InMemoryObjectStore faulty = new InMemoryObjectStore(time);
  private final MeteredObjectStore watched = new MeteredObjectStore(faulty, registry);

  @Override
  protected ObjectStore store() {
    return metered;
  }

  @Override
  protected StoreEngine engine() {
    return new InMemoryEngine(memory);
  }

  @Override
  protected ObjectStore keyed(CustomerKeys keys) {
    return new MeteredObjectStore(memory.keyed(keys), registry);
  }

  private Timer timer(String verb, String outcome) {
    return registry.get("longhaul.store.calls").tags("verb", verb, "outcome", outcome).timer();
  }

  private Deadline deadline() {
    return Deadline.in(time, Duration.ofSeconds(40));
  }

  @Test
  void a_copy_that_is_begun_counts_when_it_has_ended_and_not_if_it_is_made_again() {
    HeldCopies held = new HeldCopies(time);
    MeteredObjectStore store = new MeteredObjectStore(held, registry);
    CopyRequest copy = new CopyRequest("b", "from", "etag", "b", "to", new Expect.Absent());
    List<String> heard = new ArrayList<>();
    FirstTry first =
        new FirstTry() {
          @Override
          public void ended(Written written) {
            heard.add(written.toString());
          }

          @Override
          public void again(Duration pause) {
            heard.add("again after " + pause);
          }
        };
    for (int i = 0; i < 3; i++) assertThat(store.begin(copy, deadline(), first)).isPresent();
    time.pass(Duration.ofSeconds(2));
    held.begun.remove().ended(new Written.Changed());
    held.begun.remove().again(Duration.ofSeconds(1));

    assertThat(heard).containsExactly("Changed[]", "again after PT1S");
    assertThat(timer("copy", "changed").count()).isOne();
    assertThat(timer("copy", "changed").totalTime(TimeUnit.SECONDS)).isEqualTo(2);
    assertThat(timer("copy", "ok").count()).isZero();
  }

  @Test
  void each_call_counts_by_its_verb_and_how_it_ended() throws InterruptedException {
    faulty.createBucket("b");
    String etag = faulty.write("b", "from", "bytes".getBytes(UTF_8));
    CopyRequest copy = new CopyRequest("b", "from", etag, "b", "to", new Expect.Absent());
    watched.copy(copy, deadline());
    watched.copy(copy, deadline());
    watched.head("b", "to", deadline());
    watched.head("b", "nowhere", deadline());

    assertThat(timer("copy", "ok").count()).isEqualTo(1);
    assertThat(timer("copy", "changed").count()).isEqualTo(1);
    assertThat(timer("head", "ok").count()).isEqualTo(1);
    assertThat(timer("head", "missing").count()).isEqualTo(1);
  }

  @Test
  void a_call_that_fails_counts_under_its_class_with_the_time_that_it_took() {
    faulty.createBucket("b");
    faulty.breakWith(call ->
        new StoreFault.Fails(() -> {
          time.pass(Duration.ofSeconds(3));
          return InMemoryObjectStore.failure(FailureClass.UNAVAILABLE, "SlowDown", "slow down");
        }));
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> watched.head("b", "k", deadline()));
    assertThat(timer("head", "unavailable").count()).isEqualTo(1);
    assertThat(timer("head", "unavailable").totalTime(TimeUnit.SECONDS)).isEqualTo(3);
  }
}
