package io.longhaul.worker.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.s3.InMemoryObjectStore;
import io.longhaul.s3.ListedObject;
import io.longhaul.s3.ObjectStore;
import io.longhaul.s3.Slower;
import io.longhaul.s3.StoreCall;
import io.longhaul.s3.StoreException;
import io.longhaul.s3.StoreFault;
import io.longhaul.s3.pace.PaceSettings;
import io.longhaul.s3.pace.PacedObjectStore;
import io.longhaul.time.Deadline;
import io.longhaul.unit.FailureClass;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Clients that pace themselves before one store that refuses what is over its rate, and tells them
 * nothing of each other, on a simulated clock. Each repeats what was refused within its call, after
 * pauses that double, as the adapters do.
 */
class SpeedTest {
  private static final String BUCKET = "b";
  private static final int FOLDERS = 16;
  private static final int OF_A_FOLDER = 32;
  private static final int SETTLING_SECONDS = 30;
  private static final int SECONDS = 60;

  private final Scheduler scheduler = new Scheduler(7);

  /** What it takes in a second, a tenth of that at once. */
  private final class Limit {
    final double most;
    double left;
    long at;
    int served;
    int refused;

    Limit(double most) {
      this.most = most;
      this.left = most / 10;
    }

    boolean takes() {
      long now = scheduler.nanos();
      left = Math.min(most / 10, left + most * (now - at) / 1e9);
      at = now;
      boolean counts = now >= Duration.ofSeconds(SETTLING_SECONDS).toNanos();
      if (left < 1) {
        if (counts) refused++;
        return false;
      }
      left--;
      if (counts) served++;
      return true;
    }
  }

  /** Repeats what was refused, and says so, as an adapter does. */
  private final class Repeating extends InMemoryObjectStore {
    private static final int TRIES = 8;
    private static final long FIRST_PAUSE = 500;

    private final SimulatedProcess process;
    private final Duration latency;

    Repeating(SimulatedProcess process, Duration latency) {
      super(process);
      this.process = process;
      this.latency = latency;
    }

    @Override
    public Optional<ListedObject> head(String bucket, String key, Deadline deadline)
        throws InterruptedException {
      for (int tries = 1; ; tries++) {
        try {
          return super.head(bucket, key, deadline);
        } catch (StoreException e) {
          process.sleep(latency);
          Slower.say();
          if (tries == TRIES) throw e;
          long pause = scheduler.random.nextLong(FIRST_PAUSE << (tries - 1));
          process.sleep(Duration.ofMillis(Math.min(pause, 10_000)));
        }
      }
    }
  }

  private final class Client {
    final SimulatedProcess process;
    final InMemoryObjectStore server;
    final ObjectStore store;

    Client(int number, Limit limit, Duration latency) {
      process = new SimulatedProcess("p" + number, scheduler, Duration.ZERO);
      server = new Repeating(process, latency);
      server.createBucket(BUCKET);
      server.breakWith(call -> fault(call, limit, latency));
      store =
          new PacedObjectStore(server, PaceSettings.DEFAULT, process, new SimpleMeterRegistry());
    }

    private StoreFault fault(StoreCall call, Limit limit, Duration latency) {
      if (limit.takes()) return new StoreFault.Slow(latency);
      return new StoreFault.Fails(
          () -> InMemoryObjectStore.failure(FailureClass.UNAVAILABLE, "SlowDown", call.key()));
    }

    void begin() {
      for (int folder = 0; folder < FOLDERS; folder++) {
        for (int i = 0; i < OF_A_FOLDER; i++) {
          String key = folder + "/k";
          process.start("loop", () -> loop(key));
        }
      }
    }

    private void loop(String key) {
      try {
        while (true) {
          try {
            store.head(BUCKET, key, Deadline.in(process, Duration.ofSeconds(60)));
          } catch (StoreException e) {
            process.sleep(Duration.ofMillis(500));
          }
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 3500, 20",
    "4, 3500, 20",
    "1, 300, 1",
    "4, 300, 1",
    "4, 1000, 100",
    "4, 100, 20",
    "8, 3500, 1"
  })
  void clients_settle_close_below_what_a_store_takes_of_all_of_them(
      int clients, int rate, int millis) {
    Limit limit = new Limit(rate);
    for (int number = 0; number < clients; number++) {
      new Client(number, limit, Duration.ofMillis(millis)).begin();
    }
    scheduler.at(Duration.ofSeconds(SECONDS).toNanos(), () -> {});
    scheduler.runUntil(
        () -> scheduler.nanos() >= Duration.ofSeconds(SECONDS).toNanos(),
        Long.MAX_VALUE,
        1_000_000_000);

    double share = limit.served / (double) (SECONDS - SETTLING_SECONDS) / rate;
    double refused = limit.refused / (double) (limit.served + limit.refused);
    System.out.printf(
        Locale.ROOT,
        "%d clients, %d/s, %d ms: %.1f %% of it, %.2f %% refused%n",
        clients,
        rate,
        millis,
        100 * share,
        100 * refused);
    assertThat(share).isGreaterThan(0.88);
    assertThat(refused).isLessThan(0.03);
  }
}
