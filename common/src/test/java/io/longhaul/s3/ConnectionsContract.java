package io.longhaul.s3;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.longhaul.engine.RawServer;
import io.longhaul.engine.Wire;
import io.longhaul.unit.FailureClass;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections that are kept, given up, and left behind: none brings an answer to another call. */
public abstract class ConnectionsContract extends StreamsContract {
  private static final Ending UNREADABLE =
      new Ending.Failed(FailureClass.UNAVAILABLE, "IOException");
  private static final Ending TIMED_OUT = new Ending.Failed(FailureClass.UNAVAILABLE, "Timeout");

  @ParameterizedTest
  @EnumSource(PortCall.class)
  void a_kept_connection_is_used_again(PortCall call) throws InterruptedException {
    ObjectStore store = storeOn(always(call.answer()));
    for (int i = 0; i < 10; i++) {
      assertThat(call.ending(store, in(20))).isEqualTo(new Ending.Value(call.value()));
    }
    // The one before may be on its way back to its pool still.
    assertThat(server().connections()).isLessThanOrEqualTo(3);
  }

  /** The server had closed it in the moment when the next request went out. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_kept_connection_that_is_closed_under_the_next_request_costs_a_try(boolean reset)
      throws InterruptedException {
    for (PortCall call : PortCall.values()) {
      AtomicInteger under = new AtomicInteger();
      RawServer.Handler handler =
          new RawServer.Handler() {
            @Override
            public boolean begun(int request, Wire out) throws IOException {
              if (request == 1) return true;
              under.incrementAndGet();
              if (reset) out.reset();
              return false;
            }

            @Override
            public boolean answer(int number, String head, Wire out) throws IOException {
              out.write(call.answer());
              return true;
            }
          };
      ObjectStore store = storeOn(handler, tries(5));
      for (int i = 0; i < 5; i++) {
        assertThat(call.ending(store, in(20))).isEqualTo(new Ending.Value(call.value()));
      }
      assertThat(under).as("connections closed under a request").hasPositiveValue();
      assertThat(server().requests()).as("%s", call).hasSize(5);
    }
  }

  /** It says so, or it does it without a word. */
  @ParameterizedTest
  @ValueSource(strings = {"Connection: close\r\n", ""})
  void a_connection_that_is_not_kept_is_no_failure(String said) throws InterruptedException {
    for (PortCall call : PortCall.values()) {
      String answer = new String(call.answer(), US_ASCII).replaceFirst("\r\n", "\r\n" + said);
      ObjectStore store =
          storeOn((n, head, out) -> {
            out.write(answer.getBytes(US_ASCII));
            return false;
          });
      for (int i = 0; i < 5; i++) {
        assertThat(call.ending(store, in(20))).isEqualTo(new Ending.Value(call.value()));
      }
    }
  }

  /** A length that lies leaves the rest of an answer on the wire, where the next would be read. */
  @ParameterizedTest
  @EnumSource(PortCall.class)
  void bytes_behind_an_answer_are_no_answer_to_the_next_call(PortCall call)
      throws InterruptedException {
    String wrong =
        "HTTP/1.1 200 OK\r\n"
            + "ETag: \"wrong\"\r\n"
            + "x-amz-bucket-region: wrong\r\n"
            + "Content-Length: 5\r\n\r\n"
            + "wrong";
    ObjectStore store =
        storeOn((n, head, out) -> {
          out.write((new String(call.answer(), US_ASCII) + wrong).getBytes(US_ASCII));
          return true;
        });
    for (int i = 0; i < 10; i++) {
      // Who lies each time may be left as unavailable.
      assertThat(call.ending(store, in(2)))
          .isIn(new Ending.Value(call.value()), UNREADABLE, TIMED_OUT, new Ending.Broke());
    }
  }

  @ParameterizedTest
  @EnumSource(PortCall.class)
  void an_answer_that_comes_too_late_is_no_answer_to_the_next_call(PortCall call)
      throws InterruptedException {
    CountDownLatch late = new CountDownLatch(1);
    CountDownLatch said = new CountDownLatch(1);
    String wrong =
        new String(call.answer(), US_ASCII).replace("abc", "wrong").replace("eu-", "no-");
    ObjectStore store =
        storeOn(
            (n, head, out) -> {
              if (n > 1) {
                late.countDown();
                said.await();
                out.write(call.answer());
                return true;
              }
              late.await();
              try {
                out.write(wrong.getBytes(US_ASCII));
                return true;
              } finally {
                said.countDown();
              }
            },
            tries(1));

    assertThat(call.ending(store, in(1))).isEqualTo(TIMED_OUT);
    assertThat(call.ending(store, in(20))).isEqualTo(new Ending.Value(call.value()));
    assertThat(call.ending(store, in(20))).isEqualTo(new Ending.Value(call.value()));
  }

  @Test
  void a_call_that_is_given_up_breaks_its_connection() throws InterruptedException {
    for (PortCall call : PortCall.values()) {
      CountDownLatch gone = new CountDownLatch(1);
      ObjectStore store =
          storeOn(
              (n, head, out) -> {
                out.awaitGone();
                gone.countDown();
                return false;
              },
              tries(1));
      assertThat(call.ending(store, in(1))).isEqualTo(TIMED_OUT);
      awaitBrokenOff(gone);
    }
  }

  @ParameterizedTest
  @EnumSource(PortCall.class)
  void an_interrupt_ends_a_call_that_is_waiting(PortCall call) throws InterruptedException {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch gone = new CountDownLatch(1);
    ObjectStore store =
        storeOn((n, head, out) -> {
          asked.countDown();
          out.awaitGone();
          gone.countDown();
          return false;
        });
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread caller =
        time.start(
            "caller",
            () ->
                thrown.set(
                    catchThrowableOfType(
                        InterruptedException.class, () -> call.made(store, in(60)))));
    asked.await();
    caller.interrupt();
    caller.join();

    assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    awaitBrokenOff(gone);
  }

  @Test
  void a_server_that_says_nothing_is_left_at_the_deadline() {
    ObjectStore store =
        storeOn((n, head, out) -> {
          server().stall();
          return false;
        });
    long before = time.nanos();

    StoreException late = failure(() -> copy(store, new Expect.Absent(), 1));
    assertThat(late.failure()).isEqualTo(FailureClass.UNAVAILABLE);
    assertThat(late.code()).isEqualTo("Timeout");
    assertThat(Duration.ofNanos(time.nanos() - before)).isLessThan(GRACE.plusSeconds(1));
  }

  /** Waits for the end of the connection of a call that nobody waits for any more. */
  protected void awaitBrokenOff(CountDownLatch gone) throws InterruptedException {
    gone.await();
  }
}
