package io.longhaul.s3.vertx;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.longhaul.aws.AwsPlace;
import io.longhaul.engine.RawServer;
import io.longhaul.engine.Wire;
import io.longhaul.s3.Body;
import io.longhaul.s3.Expect;
import io.longhaul.s3.Got;
import io.longhaul.s3.ObjectStore;
import io.longhaul.s3.PutRequest;
import io.longhaul.s3.StoreException;
import io.longhaul.s3.Written;
import io.longhaul.time.Deadline;
import io.longhaul.time.SystemTime;
import io.longhaul.unit.FailureClass;
import io.vertx.core.http.HttpClientRequest;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many bodies at once from answers into requests, through memory that is used again and again. */
@Timeout(60)
class StreamedBytesTest {
  private static final int AT_ONCE = 16;
  private static final int ROUNDS = 3;
  private static final int BYTES = 1_000_001;

  /** Several times what the system holds for two connections. */
  private static final int LARGE = 128 << 20;

  private static final String ETAG = "\"etag\"";

  private final SystemTime time = new SystemTime();

  private static byte[] body(String key) {
    byte[] bytes = new byte[BYTES];
    new Random(key.hashCode()).nextBytes(bytes);
    return bytes;
  }

  private static String key(String head) {
    return head.substring(head.indexOf('/', head.indexOf('/') + 1) + 1, head.indexOf(" http/"));
  }

  private static boolean answer(String head, Wire out) throws IOException {
    if (!head.startsWith("get ")) {
      out.write(RawServer.answer("200 OK", "ETag: " + ETAG + "\r\n", ""));
      return true;
    }
    out.write(head(BYTES));
    out.write(body(key(head)));
    return true;
  }

  private static byte[] head(int length) {
    String headers =
        "HTTP/1.1 200 OK\r\nETag: %s\r\nLast-Modified: Mon, 02 Nov 2026 08:00:00 GMT\r\n"
            + "Content-Length: %d\r\n\r\n";
    return headers.formatted(ETAG, length).getBytes(US_ASCII);
  }

  @Test
  void each_arrives_as_it_was() throws Exception {
    try (RawServer server = new RawServer((n, head, out) -> answer(head, out));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      ObjectStore store = on(server);
      List<Future<?>> all = new ArrayList<>();
      for (int lane = 0; lane < AT_ONCE; lane++) {
        String name = "object-" + lane;
        all.add(threads.submit(() -> stream(store, name)));
      }
      for (Future<?> each : all) each.get();

      Map<String, byte[]> stored = new HashMap<>();
      for (RawServer.Request request : server.requests()) {
        String head = request.head().toLowerCase(Locale.ROOT);
        if (head.startsWith("put ")) stored.put(key(head), request.body());
      }
      assertThat(stored).hasSize(AT_ONCE * ROUNDS);
      stored.forEach((key, bytes) -> assertThat(bytes).as(key).isEqualTo(body(key)));
    }
  }

  /** What waits at a target that does not read stays at the source. */
  @Test
  void a_slow_target_slows_its_source() throws Exception {
    AtomicLong sent = new AtomicLong();
    AtomicLong atMost = new AtomicLong();
    RawServer.Handler handler =
        new RawServer.Handler() {
          private final AtomicInteger connections = new AtomicInteger();

          @Override
          public boolean begun(int request, Wire out) {
            if (request > 1 || connections.incrementAndGet() == 1) return true;
            await()
                .atMost(Duration.ofSeconds(30))
                .during(Duration.ofMillis(500))
                .until(unchanged(sent));
            atMost.accumulateAndGet(sent.get(), Math::max);
            return true;
          }

          @Override
          public boolean answer(int number, String head, Wire out) throws IOException {
            if (!head.startsWith("get ")) return StreamedBytesTest.answer(head, out);
            out.write(head(LARGE));
            byte[] some = new byte[1 << 16];
            for (int at = 0; at < LARGE; at += some.length) {
              sent.addAndGet(some.length);
              out.write(some);
            }
            return true;
          }
        };
    try (RawServer server = new RawServer(handler)) {
      assertThat(sent(server, LARGE)).isInstanceOf(Written.Stored.class);
    }
    assertThat(sent).hasValue(LARGE);
    assertThat(atMost).hasPositiveValue().hasValueLessThan(LARGE / 2);
  }

  private static Callable<Boolean> unchanged(AtomicLong count) {
    AtomicLong seen = new AtomicLong(-1);
    return () -> seen.getAndSet(count.get()) == count.get();
  }

  @Test
  void one_that_is_longer_than_was_said_is_not_sent_whole() throws Exception {
    try (RawServer server = new RawServer((n, head, out) -> answer(head, out))) {
      assertThatExceptionOfType(StoreException.class)
          .isThrownBy(() -> sent(server, BYTES - 1))
          .extracting(StoreException::failure)
          .isEqualTo(FailureClass.SOURCE_CHANGED);
      await()
          .untilAsserted(() ->
              assertThat(server.requests())
                  .filteredOn(request -> request.head().startsWith("PUT "))
                  .isNotEmpty()
                  .allSatisfy(put -> assertThat(put.body()).hasSizeLessThan(BYTES - 1)));
    }
  }

  /** By a lane of its own accord, for the thread that sends only waits by then. */
  @Test
  void what_cannot_be_written_is_told_at_once() throws Exception {
    AtomicReference<Thread> sends = new AtomicReference<>();
    CompletableFuture<Upload.Failure> failed = new CompletableFuture<>();
    HttpClientRequest request =
        (HttpClientRequest)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {HttpClientRequest.class},
                (proxy, method, arguments) -> {
                  throw new IllegalStateException("not today");
                });
    RawServer.Handler handler =
        (n, head, out) -> {
          out.write(head(BYTES));
          out.write(new byte[1_000]);
          await().until(() -> waits(sends.get()));
          out.write(new byte[BYTES - 1_000]);
          return true;
        };
    try (RawServer server = new RawServer(handler);
        InputStream stream = got(server).stream()) {
      assertThat(stream.read()).isZero();
      Body body =
          () -> {
            sends.set(Thread.currentThread());
            return stream;
          };
      new Upload(body, BYTES - 1, time, null, failed::complete).to(request);
      assertThat(failed.get().cause()).hasStackTraceContaining("not today");
    }
  }

  private static boolean waits(@Nullable Thread thread) {
    return thread != null && thread.getState() == Thread.State.TIMED_WAITING;
  }

  private Got.Content got(RawServer server) throws InterruptedException {
    Deadline deadline = Deadline.in(time, Duration.ofSeconds(50));
    return (Got.Content) on(server).get("source", "a", ETAG, deadline);
  }

  private static ObjectStore on(RawServer server) {
    return VertxStores.on(AwsPlace.at(server.endpoint(), "test-key-id", "test-secret"));
  }

  private Written sent(RawServer server, int length) throws Exception {
    ObjectStore store = on(server);
    Deadline deadline = Deadline.in(time, Duration.ofSeconds(50));
    Got.Content got = (Got.Content) store.get("source", "a", ETAG, deadline);
    try (InputStream stream = got.stream()) {
      PutRequest put = new PutRequest("target", "a", length, got.traits(), new Expect.Absent());
      return store.put(put, () -> stream, deadline);
    }
  }

  private Void stream(ObjectStore store, String name) throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      String key = name + "-" + round;
      Deadline deadline = Deadline.in(time, Duration.ofSeconds(50));
      Got.Content got = (Got.Content) store.get("source", key, ETAG, deadline);
      try (InputStream stream = got.stream()) {
        PutRequest put = new PutRequest("target", key, BYTES, got.traits(), new Expect.Absent());
        assertThat(store.put(put, () -> stream, deadline)).isInstanceOf(Written.Stored.class);
      }
    }
    return null;
  }
}
