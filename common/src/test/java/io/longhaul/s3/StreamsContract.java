package io.longhaul.s3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.longhaul.engine.RawServer;
import io.longhaul.engine.Wire;
import io.longhaul.time.Deadline;
import io.longhaul.unit.FailureClass;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes that are on their way for longer than a head: those of a GET and those of a PUT. */
public abstract class StreamsContract extends RedirectsContract {
  private static final byte[] HALF =
      "HTTP/1.1 200 OK\r\nETag: \"e\"\r\nContent-Length: 1000\r\n\r\nhalf".getBytes(US_ASCII);

  private static final byte[] ENDLESS =
      "HTTP/1.1 200 OK\r\nContent-Length: 999999999999\r\n\r\n".getBytes(US_ASCII);

  @Test
  void a_body_that_is_cut_off_is_not_taken_for_the_whole() throws Exception {
    ObjectStore store =
        storeOn((n, head, out) -> {
          out.write(HALF);
          return false;
        });

    try (InputStream stream = content(store.get("b", "k", "e", in(20))).stream()) {
      assertThatIOException().isThrownBy(stream::readAllBytes);
    }
  }

  /**
   * Its end overtakes what was held back for a slow reader; a server of HTTP/1.0 does so always.
   */
  @Test
  void a_body_whose_server_closes_behind_it_is_whole_for_who_reads_slowly() throws Exception {
    int length = 3_000_000;
    byte[] answer =
        RawServer.answer("200 OK", "ETag: \"e\"\r\nConnection: close\r\n", "x".repeat(length));
    for (int i = 0; i < 20; i++) {
      CountDownLatch sent = new CountDownLatch(1);
      ObjectStore store =
          storeOn((n, head, out) -> {
            out.write(answer);
            sent.countDown();
            return false;
          });
      try (InputStream stream = content(store.get("b", "k", "e", in(20))).stream()) {
        assertThat(stream.read()).isEqualTo('x');
        sent.await();
        for (int at = 1; at < length; at += 1_000) {
          assertThat(stream.readNBytes(Math.min(1_000, length - at))).isNotEmpty();
        }
        assertThat(stream.read()).isNegative();
      }
    }
  }

  @Test
  void a_body_that_stalls_ends_at_the_deadline() throws Exception {
    CountDownLatch gone = new CountDownLatch(1);
    ObjectStore store =
        storeOn((n, head, out) -> {
          out.write(HALF);
          out.awaitGone();
          gone.countDown();
          return false;
        });
    long before = time.nanos();

    try (InputStream stream = content(store.get("b", "k", "e", in(2))).stream()) {
      assertThatIOException().isThrownBy(stream::readAllBytes);
    }
    assertThat(Duration.ofNanos(time.nanos() - before)).isLessThan(GRACE.plusSeconds(2));
    gone.await(); // its connection is not kept
  }

  @Test
  void an_interrupt_ends_the_reading_of_a_body_that_stalls() throws Exception {
    CountDownLatch gone = new CountDownLatch(1);
    CountDownLatch reading = new CountDownLatch(1);
    ObjectStore store =
        storeOn((n, head, out) -> {
          out.write(HALF);
          reading.await();
          out.awaitGone();
          gone.countDown();
          return false;
        });
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread reader =
        time.start(
            "reader",
            () -> thrown.set(catchThrowableOfType(IOException.class, () -> read(store, reading))));
    reading.await();
    reader.interrupt();
    reader.join();

    assertThat(thrown.get()).isInstanceOf(IOException.class);
    gone.await();
  }

  private void read(ObjectStore store, CountDownLatch reading)
      throws InterruptedException, IOException {
    try (InputStream stream = content(store.get("b", "k", "e", in(60))).stream()) {
      assertThat(stream.readNBytes(4)).hasSize(4);
      reading.countDown();
      assertThat(stream.read()).as("nothing comes").isZero();
    }
  }

  @Test
  void a_stream_that_is_closed_early_breaks_its_connection() throws Exception {
    CountDownLatch gone = new CountDownLatch(1);
    ObjectStore store =
        storeOn((n, head, out) -> {
          out.write(HALF);
          out.awaitGone();
          gone.countDown();
          return false;
        });

    content(store.get("b", "k", "e", in(60))).stream().close();
    gone.await();
  }

  /** A part of an object, or none of it, must not pass for an object. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "206 Partial Content\r\nContent-Range: bytes 0-3/100",
        "206 Partial Content",
        "204 No Content",
        "202 Accepted",
        "203 Changed on its way"
      })
  void a_get_takes_nothing_but_a_200_for_the_object(String status) throws InterruptedException {
    ObjectStore store =
        storeOn(
            (n, head, out) -> {
              String answer = PortCall.GET.head().replace("200 OK", status);
              if (!status.startsWith("204")) answer += PortCall.GET.body();
              else answer = answer.replaceFirst("Content-Length: \\d+\r\n", "");
              out.write(answer.getBytes(ISO_8859_1));
              return true;
            },
            tries(2));

    assertThat(PortCall.GET.ending(store, in(20)))
        .isInstanceOfSatisfying(
            Ending.Failed.class,
            failed -> assertThat(failed.failure()).isEqualTo(FailureClass.UNAVAILABLE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "200 OK",
        "200 OK\r\nContent-Range: bytes 10-35/100",
        "206 Partial Content",
        "206 Partial Content\r\nContent-Range: bytes 0-25/100",
        "206 Partial Content\r\nContent-Range: bytes 10-36/100",
        "206 Partial Content\r\nContent-Range: bytes 10-35/*",
        "206 Partial Content\r\nContent-Range: bytes */100",
        "206 Partial Content\r\nContent-Range: bytes 11-36/100",
        "206 Partial Content\r\nContent-Type: multipart/byteranges",
        "203 Changed on its way\r\nContent-Range: bytes 10-35/100"
      })
  void a_get_of_a_range_takes_nothing_but_that_range(String status) throws InterruptedException {
    String head =
        PortCall.GET_RANGE
            .head()
            .replaceFirst("Content-Range: [^\r]+\r\n", "")
            .replace("206 Partial Content", status);
    ObjectStore store =
        storeOn(always((head + PortCall.GET_RANGE.body()).getBytes(ISO_8859_1)), tries(2));

    assertThat(PortCall.GET_RANGE.ending(store, in(20)))
        .isInstanceOfSatisfying(
            Ending.Failed.class,
            failed -> assertThat(failed.failure()).isEqualTo(FailureClass.UNAVAILABLE));
  }

  /** Nobody can tell when an object is whole that does not say how long it is. */
  @ParameterizedTest
  @ValueSource(strings = {"chunked", "until the end"})
  void an_object_without_a_length_is_got_whole_or_not_at_all(String how)
      throws InterruptedException {
    boolean chunked = how.equals("chunked");
    String body = chunked ? "4\r\nhalf\r\n0\r\n\r\n" : "half";
    ObjectStore store =
        storeOn(
            (n, head, out) -> {
              out.write(PortCall.GET.answer(chunked ? "Transfer-Encoding: chunked\r\n" : "", body));
              return chunked;
            },
            tries(2));

    assertThat(PortCall.GET.ending(store, in(20)))
        .isInstanceOfSatisfying(
            Ending.Failed.class,
            failed -> assertThat(failed.failure()).isEqualTo(FailureClass.UNAVAILABLE));
  }

  /** So S3 refuses a large body: at once, and without reading it. */
  @Test
  void a_put_that_is_refused_before_its_body_is_read_ends_classified() throws InterruptedException {
    byte[] bytes = new byte[20_000_000];
    PutRequest put = new PutRequest("b", "k", bytes.length, null, Map.of(), new Expect.Absent());
    ObjectStore store = storeOn(refusingUnread(), tries(2));

    Ending ending = Ending.of(() -> store.put(put, Body.of(bytes), in(10)));
    // The reset may overtake the reason, as it does for any client.
    assertThat(ending)
        .isInstanceOfSatisfying(
            Ending.Failed.class,
            failed ->
                assertThat(failed.failure()).isIn(FailureClass.DENIED, FailureClass.UNAVAILABLE));
  }

  private static RawServer.Handler refusingUnread() {
    return new RawServer.Handler() {
      @Override
      public boolean begun(int request, Wire out) throws IOException {
        out.write(error("403 Forbidden", "AccessDenied"));
        return false;
      }

      @Override
      public boolean answer(int number, String head, Wire out) {
        return false;
      }
    };
  }

  @Test
  void a_put_whose_body_is_not_taken_ends_at_the_deadline() throws InterruptedException {
    byte[] bytes = new byte[20_000_000];
    PutRequest put = new PutRequest("b", "k", bytes.length, null, Map.of(), new Expect.Absent());
    ObjectStore store =
        storeOn(
            new RawServer.Handler() {
              @Override
              public boolean begun(int request, Wire out) throws InterruptedException {
                server().stall();
                return false;
              }

              @Override
              public boolean answer(int number, String head, Wire out) {
                return false;
              }
            });
    long before = time.nanos();

    assertThat(Ending.of(() -> store.put(put, Body.of(bytes), in(2))))
        .isEqualTo(new Ending.Failed(FailureClass.UNAVAILABLE, "Timeout"));
    assertThat(Duration.ofNanos(time.nanos() - before)).isLessThan(GRACE.plusSeconds(2));
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void a_body_that_is_not_as_long_as_was_said_is_not_put(int length) throws InterruptedException {
    PutRequest put = new PutRequest("b", "k", length, null, Map.of(), new Expect.Absent());
    ObjectStore store = storeOn(always(PortCall.PUT.answer()), tries(1));

    Ending ending = Ending.of(() -> store.put(put, Body.of("hello".getBytes(US_ASCII)), in(5)));
    assertThat(ending).isEqualTo(new Ending.Failed(FailureClass.SOURCE_CHANGED, "BodyLength"));
    assertThat(server().requests())
        .allSatisfy(request -> assertThat(request.body()).hasSizeLessThan(length));
  }

  /** Of more than is read before it is sent. */
  @ParameterizedTest
  @ValueSource(ints = {-1, 1})
  void a_large_body_that_is_not_as_long_as_was_said_is_not_put(int more)
      throws InterruptedException {
    int length = 300_000;
    PutRequest put = new PutRequest("b", "k", length, null, Map.of(), new Expect.Absent());
    ObjectStore store = storeOn(always(PortCall.PUT.answer()), tries(1));

    Ending ending = Ending.of(() -> store.put(put, Body.of(new byte[length + more]), in(5)));
    assertThat(ending).isEqualTo(new Ending.Failed(FailureClass.SOURCE_CHANGED, "BodyLength"));
    assertThat(server().requests())
        .allSatisfy(request -> assertThat(request.body()).hasSizeLessThan(length));
  }

  @Test
  void a_source_that_is_cut_off_is_not_put() throws Exception {
    int length = 300_000;
    byte[] half = new byte[length / 2];
    ObjectStore store =
        storeOn(
            (n, head, out) -> {
              if (head.startsWith("PUT")) {
                out.write(PortCall.PUT.answer());
                return true;
              }
              String start = "HTTP/1.1 200 OK\r\nETag: \"e\"\r\nContent-Length: %d\r\n\r\n";
              out.write(start.formatted(length).getBytes(US_ASCII));
              out.write(half);
              return false;
            },
            tries(1));
    PutRequest put = new PutRequest("b", "k", length, null, Map.of(), new Expect.Absent());

    try (InputStream stream = content(store.get("b", "k", "e", in(20))).stream()) {
      assertThat(Ending.of(() -> store.put(put, () -> stream, in(20))))
          .isInstanceOf(Ending.Failed.class);
    }
    assertThat(server().requests())
        .filteredOn(request -> request.head().startsWith("PUT"))
        .allSatisfy(request -> assertThat(request.body()).hasSizeLessThan(length));
  }

  @Test
  void a_body_is_opened_anew_for_each_try() throws InterruptedException {
    ObjectStore store =
        storeOn((n, head, out) -> {
          out.write(n < 3 ? error("500 Oh", "InternalError") : PortCall.PUT.answer());
          return true;
        });

    assertThat(PortCall.PUT.ending(store, in(20)))
        .isEqualTo(new Ending.Value(PortCall.PUT.value()));
    assertThat(server().requests())
        .hasSize(3)
        .allSatisfy(request -> assertThat(new String(request.body(), US_ASCII)).contains("hello"));
  }

  /** However much of it is there already: a deadline is no matter of waiting alone. */
  @Test
  void a_body_that_still_comes_at_the_deadline_ends() throws Exception {
    byte[] chunk = new byte[1 << 16];
    ObjectStore store =
        storeOn((n, head, out) -> {
          if (n > 1) {
            out.write(PortCall.HEAD.answer());
            return true;
          }
          out.write(ENDLESS);
          while (true) out.write(chunk); // until the client has gone
        });
    Deadline deadline = in(1);

    try (InputStream stream = content(store.get("b", "k", "e", deadline)).stream()) {
      while (!deadline.passed()) assertThat(store.head("b", "k", in(20))).isPresent();
      Deadline late = in(5);
      assertThatIOException()
          .isThrownBy(() -> {
            while (!late.passed()) assertThat(stream.read()).isZero();
          });
    }
  }

  @Test
  void who_does_not_read_is_not_sent_more() throws Exception {
    byte[] chunk = new byte[1 << 16];
    AtomicLong sent = new AtomicLong();
    ObjectStore store =
        storeOn((n, head, out) -> {
          if (n > 1) {
            out.write(PortCall.HEAD.answer());
            return true;
          }
          out.write(ENDLESS);
          while (true) {
            out.write(chunk); // until it is not taken any more
            sent.addAndGet(chunk.length);
          }
        });

    try (InputStream stream = content(store.get("b", "k", "e", in(60))).stream()) {
      assertThat(stream.read()).isZero();
      for (int i = 0; i < 300; i++) assertThat(store.head("b", "k", in(20))).isPresent();
      assertThat(sent.get())
          .as("what is sent fills the buffers of two kernels")
          .isLessThan(32 << 20);
    }
  }
}
