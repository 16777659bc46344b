package io.longhaul.s3.vertx;

import io.longhaul.time.Time;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One request and its answer; but for its beginning, all of it happens on one lane. */
final class Exchange<T> {
  private static final byte[] NOTHING = {};
  private static final int FIRST_ROOM = 1024;

  private final Lane lane;
  private final Outgoing request;
  private final Reader<T> reader;
  private final CompletableFuture<T> answer = new CompletableFuture<>();
  private @Nullable HttpClientRequest sent;
  private byte[] body = NOTHING;
  private int length;

  /** Makes an answer of what comes; what it throws is how the call failed. */
  interface Reader<T> {
    /** Reads one that is there as a whole. */
    T whole(Reply reply);

    /**
     * Takes one whose head says success and whose bytes are still to come; on its lane.
     *
     * @return null: it wants it as a whole
     */
    default @Nullable T opened(HttpClientResponse response, Lane lane, Runnable breakOff) {
      return null;
    }
  }

  Exchange(Lane lane, Outgoing request, Reader<T> reader) {
    this.lane = lane;
    this.request = request;
    this.reader = reader;
  }

  /** Sends it; cancelling what comes back breaks it off. */
  CompletableFuture<T> begin(Time time, Duration offset) {
    var unused =
        answer.whenComplete((value, thrown) -> {
          if (thrown != null) lane.run(this::breakOff);
        });
    lane.run(() -> connect(time, offset));
    return answer;
  }

  private void connect(Time time, Duration offset) {
    if (answer.isDone()) return;
    try {
      lane.request(request.options())
          .onComplete(connected -> send(connected, time, offset), this::fail);
    } catch (RuntimeException e) {
      answer.completeExceptionally(e);
    }
  }

  private void send(HttpClientRequest connected, Time time, Duration offset) {
    sent = connected;
    connected.exceptionHandler(this::fail); // without one Vert.x logs what is broken off
    if (answer.isDone()) {
      breakOff();
      return;
    }
    connected.response().onComplete(this::head, this::fail);
    try {
      Instant now = time.now().plus(offset);
      request.sign(lane.signer(request.endpoint().region()), now, connected.headers());
      request.body().to(connected);
    } catch (RuntimeException e) {
      answer.completeExceptionally(e);
    }
  }

  /** A connection that is in the midst of something is of no use to others. */
  private void breakOff() {
    request.body().stop();
    HttpClientRequest its = sent;
    if (its == null) return;
    sent = null;
    var unused = its.reset();
  }

  private void head(HttpClientResponse response) {
    response.exceptionHandler(this::fail);
    if (Reply.isSuccess(response.statusCode())) {
      try {
        T opened = reader.opened(response, lane, this::breakOff);
        if (opened != null) {
          if (!answer.complete(opened)) breakOff();
          return;
        }
      } catch (RuntimeException e) {
        answer.completeExceptionally(e);
        return;
      }
    }
    response.handler(this::take).endHandler(end -> read(response));
  }

  private void take(Buffer chunk) {
    int room = length + chunk.length();
    if (room > Lane.LONGEST_ANSWER) {
      fail(new IOException("the answer is longer than " + Lane.LONGEST_ANSWER + " bytes"));
      return;
    }
    if (room > body.length) {
      body = Arrays.copyOf(body, Math.max(room, Math.max(FIRST_ROOM, 2 * body.length)));
    }
    chunk.getBytes(body, length);
    length = room;
  }

  private void read(HttpClientResponse response) {
    if (answer.isDone()) return;
    // After a whole answer to a whole request the connection is as good as before.
    if (request.body().stop()) sent = null;
    else if (Reply.isSuccess(response.statusCode())) {
      fail(new IOException("it was answered before all of it had been sent"));
      return;
    }
    try {
      answer.complete(reader.whole(reply(response)));
    } catch (RuntimeException e) {
      answer.completeExceptionally(e);
    }
  }

  private Reply reply(HttpClientResponse response) {
    return new Reply(response.statusCode(), response.headers(), body, length);
  }

  /** What Vert.x throws is about the connection. */
  private void fail(Throwable thrown) {
    answer.completeExceptionally(Broken.of(thrown));
  }
}
