package io.longhaul.worker.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.s3.Body;
import io.longhaul.s3.Expect;
import io.longhaul.s3.Got;
import io.longhaul.s3.InMemoryObjectStore;
import io.longhaul.s3.ObjectStore;
import io.longhaul.s3.PutRequest;
import io.longhaul.s3.StoreCall;
import io.longhaul.s3.StoreException;
import io.longhaul.s3.StoreFault;
import io.longhaul.s3.pace.Allowance;
import io.longhaul.s3.pace.CappedObjectStore;
import io.longhaul.s3.pace.PaceSettings;
import io.longhaul.s3.pace.PacedObjectStore;
import io.longhaul.time.Deadline;
import io.longhaul.unit.FailureClass;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Pacing before a store that refuses what is over its rate, on a simulated clock. */
class PaceTest {
  private static final String BUCKET = "b";
  private static final Duration LATENCY = Duration.ofMillis(50);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Scheduler scheduler = new Scheduler(1);
  private final SimulatedProcess process = new SimulatedProcess("p", scheduler, Duration.ZERO);
  private final InMemoryObjectStore server = new InMemoryObjectStore(process);
  private final Map<String, Rate> rates = new HashMap<>();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  PaceTest() {
    server.createBucket(BUCKET);
    server.breakWith(this::fault);
  }

  /** What the server takes of one prefix in a second, a tenth of it at once. */
  private final class Rate {
    final double most;
    double left;
    long at;
    int served;
    int refused;

    Rate(double most) {
      this.most = most;
    }

    boolean takes() {
      long now = scheduler.nanos();
      left = Math.min(most / 10, left + most * (now - at) / 1e9);
      at = now;
      if (left < 1) return false;
      left--;
      return true;
    }
  }

  private StoreFault fault(StoreCall call) {
    Rate rate = rates.get(call.key().split("/", -1)[0]);
    boolean counts = scheduler.nanos() >= MINUTE.dividedBy(2).toNanos();
    if (rate != null && !rate.takes()) {
      if (counts) rate.refused++;
      return new StoreFault.Fails(
          () -> InMemoryObjectStore.failure(FailureClass.UNAVAILABLE, "SlowDown", "SlowDown"));
    }
    if (rate != null && counts) rate.served++;
    return new StoreFault.Slow(LATENCY);
  }

  private ObjectStore paced(int first, int most) {
    return new PacedObjectStore(server, new PaceSettings(first, most, 16), process, registry);
  }

  private interface Step {
    void run() throws InterruptedException;
  }

  /** Does it again and again, and once more after a pause when it was refused. */
  private void loops(int threads, Step step) {
    for (int i = 0; i < threads; i++) {
      process.start(
          "loop",
          () -> {
            try {
              while (true) {
                try {
                  step.run();
                } catch (StoreException e) {
                  process.sleep(Duration.ofMillis(100 + scheduler.random.nextInt(400)));
                }
              }
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });
    }
  }

  private void until(Duration moment) {
    scheduler.at(moment.toNanos(), () -> {});
    scheduler.runUntil(() -> scheduler.nanos() >= moment.toNanos(), Long.MAX_VALUE, 100_000_000);
    assertThat(process.uncaught).isNull();
  }

  private Deadline soon() {
    return Deadline.in(process, Duration.ofSeconds(40));
  }

  private static void settled(Rate rate) {
    double throughput = rate.served / 30.0;
    double refused = rate.refused / (double) (rate.served + rate.refused);
    System.out.printf("of %.0f/s: %.0f/s, %.2f %% refused%n", rate.most, throughput, 100 * refused);
    assertThat(throughput).isBetween(0.8 * rate.most, 1.01 * rate.most);
    assertThat(refused).isLessThan(0.03);
  }

  @Test
  void it_settles_close_below_what_the_store_takes_and_hardly_anything_is_refused() {
    Rate rate = new Rate(1_000);
    rates.put("a", rate);
    ObjectStore store = paced(64, 256);
    loops(200, () -> store.head(BUCKET, "a/k", soon()));
    until(MINUTE);

    settled(rate);
  }

  @Test
  void without_it_most_is_refused() {
    Rate rate = new Rate(200);
    rates.put("a", rate);
    loops(200, () -> server.head(BUCKET, "a/k", soon()));
    until(MINUTE);

    assertThat(rate.refused).isGreaterThan(rate.served);
  }

  @Test
  void a_slow_part_of_the_keys_does_not_slow_another() {
    Rate slow = new Rate(200);
    Rate fast = new Rate(2_000);
    rates.put("slow", slow);
    rates.put("fast", fast);
    ObjectStore store = paced(64, 256);
    loops(100, () -> store.head(BUCKET, "slow/k", soon()));
    loops(200, () -> store.head(BUCKET, "fast/k", soon()));
    until(MINUTE);

    settled(slow);
    settled(fast);
  }

  @Test
  void when_the_store_takes_more_again_it_is_asked_for_more() {
    Rate first = new Rate(50);
    rates.put("a", first);
    ObjectStore store = paced(64, 256);
    loops(200, () -> store.head(BUCKET, "a/k", soon()));
    until(MINUTE.dividedBy(4));
    Rate then = new Rate(1_000);
    rates.put("a", then);
    until(MINUTE);

    settled(then);
  }

  @Test
  void who_waits_longest_is_next() {
    int[] served = new int[10];
    ObjectStore store = paced(1, 1);
    for (int i = 0; i < served.length; i++) {
      int me = i;
      loops(
          1,
          () -> {
            store.head(BUCKET, "a/k", soon());
            served[me]++;
          });
    }
    until(MINUTE);

    // 1,200 in a minute
    assertThat(IntStream.of(served)).allSatisfy(mine -> assertThat(mine).isBetween(118, 120));
  }

  @Test
  void whoever_is_interrupted_or_late_in_the_queue_takes_no_turn_from_others() throws Exception {
    ObjectStore store = paced(1, 1);
    server.breakWith(call -> new StoreFault.Slow(Duration.ofSeconds(10)));
    List<String> seen = new ArrayList<>();
    ask(store, "first", 40, seen);
    until(Duration.ofSeconds(1));
    Thread called = ask(store, "interrupted", 40, seen);
    ask(store, "late", 5, seen);
    ask(store, "last", 40, seen);
    until(Duration.ofSeconds(2));
    called.interrupt();
    until(MINUTE);

    assertThat(seen)
        .containsExactly("interrupted interrupted", "late NotSent", "first done", "last done");
  }

  private Thread ask(ObjectStore store, String name, int seconds, List<String> seen) {
    return process.start(
        name,
        () -> {
          try {
            store.head(BUCKET, "a/k", Deadline.in(process, Duration.ofSeconds(seconds)));
            seen.add(name + " done");
          } catch (StoreException e) {
            seen.add(name + " " + e.code());
          } catch (InterruptedException e) {
            seen.add(name + " interrupted");
          }
        });
  }

  /** What a body reads while it is sent must not wait for the sending to end. */
  @Test
  void a_body_that_is_read_from_the_same_place_is_not_waited_for_by_itself() {
    server.write(BUCKET, "a/from", new byte[3]);
    String etag = server.look(BUCKET, "a/from").orElseThrow().etag();
    ObjectStore store = paced(1, 1);
    List<String> seen = new ArrayList<>();
    process.start(
        "put",
        () -> {
          try {
            Body body =
                () -> {
                  try {
                    return ((Got.Content) store.get(BUCKET, "a/from", etag, soon())).stream();
                  } catch (InterruptedException e) {
                    throw new IOException(e);
                  }
                };
            PutRequest put = new PutRequest(BUCKET, "a/to", 3, null, Map.of(), new Expect.Absent());
            seen.add(store.put(put, body, soon()).getClass().getSimpleName());
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    until(MINUTE);

    assertThat(seen).containsExactly("Stored");
  }

  @Test
  void bytes_that_are_read_are_capped_whatever_the_size_of_an_object() {
    server.write(BUCKET, "a/k", new byte[3_000]);
    String etag = server.look(BUCKET, "a/k").orElseThrow().etag();
    Allowance allowance = Allowance.none(process);
    allowance.share(-1, 1_000);
    ObjectStore store = new CappedObjectStore(server, allowance);
    int[] reads = {0};
    loops(
        8,
        () -> {
          store.get(BUCKET, "a/k", etag, soon());
          reads[0]++;
        });
    until(MINUTE);

    // 60,000 bytes in a minute; one moment's readers may each overdraw by an object
    assertThat(reads[0]).isBetween(18, 29);
  }
}
