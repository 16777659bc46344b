package io.longhaul.s3.vertx;

import io.longhaul.s3.Body;
import io.longhaul.s3.vertx.Outgoing.Sending;
import io.longhaul.time.Alarm;
import io.longhaul.time.Time;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A body that is read by a thread of its own, for it may block, and goes out as fast as the
 * connection takes it, a few hundred KiB in memory at a time. What comes from another answer of
 * this store is poured out by that one's lane as it comes, and the thread waits for the end.
 */
final class Upload implements Sending {
  /** Of at least 8 KiB: smaller ones S3 refuses. */
  static final int CHUNK = Blocks.BYTES;

  /** Under way to the connection, when more has to wait. */
  private static final int MOST_BYTES = 2 * CHUNK;

  private static final Duration LONG = Duration.ofDays(1);

  private final Body body;
  private final long length;
  private final Time time;
  private final @Nullable AwsChunks chunks;
  private final Consumer<Failure> failed;
  private final AtomicInteger underWay = new AtomicInteger();
  private final Alarm gone;
  private volatile Runnable whenRoom = () -> {};
  private volatile boolean stopped;
  private volatile boolean sent;
  private volatile @Nullable Thread reader;

  /**
   * Why a body did not go out.
   *
   * @param wrongLength whether it was shorter or longer than it was said to be
   */
  record Failure(Throwable cause, boolean wrongLength) {}

  /**
   * @param chunks that it goes out in, with its checksum behind it; null: as it is
   * @param failed hears why the body could not be read
   */
  Upload(Body body, long length, Time time, @Nullable AwsChunks chunks, Consumer<Failure> failed) {
    this.body = body;
    this.length = length;
    this.time = time;
    this.chunks = chunks;
    this.failed = failed;
    this.gone = time.alarm();
  }

  @Override
  public void to(HttpClientRequest request) {
    reader = time.start("body of a put", () -> sendAll(request));
    if (stopped) interrupt();
  }

  @Override
  public boolean stop() {
    stopped = true;
    if (!sent) interrupt();
    return sent;
  }

  private void interrupt() {
    Thread reading = reader;
    if (reading != null) reading.interrupt();
  }

  private void sendAll(HttpClientRequest request) {
    try (InputStream stream = body.open()) {
      Sink sink = new Sink(request);
      stream.transferTo(sink);
      sink.end();
    } catch (WrongLength e) {
      fail(e, true);
    } catch (IOException | RuntimeException e) {
      fail(e, false);
    }
  }

  private void fail(Exception cause, boolean wrongLength) {
    if (!stopped) failed.accept(new Failure(cause, wrongLength));
  }

  /** Where the body is poured into; by one thread at a time, each told by the one before. */
  final class Sink extends OutputStream {
    private final HttpClientRequest request;

    /** Of the body. */
    private long left = length;

    /** Bytes that are not ours to keep are gathered here. */
    private @Nullable Buffer gathered;

    /** Goes out once more has come, or it is known to be the last. */
    private @Nullable Buffer held;

    private Sink(HttpClientRequest request) {
      this.request = request;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      for (int at = from, end = from + count; at < end; ) {
        Buffer into = gathered == null ? Buffer.buffer(CHUNK) : gathered;
        int n = Math.min(CHUNK - into.length(), end - at);
        gathered = into.appendBytes(bytes, at, n);
        at += n;
        if (into.length() == CHUNK) gathered();
      }
    }

    private void gathered() throws IOException {
      Buffer whole = gathered;
      gathered = null;
      if (whole != null) next(whole);
    }

    /** Takes bytes that nobody else has, or changes; waits until there is room. */
    void take(Buffer bytes) throws IOException {
      gathered();
      next(bytes);
    }

    /** As {@link #take} without waiting: who pours stops while it is full. */
    void pour(Buffer bytes) throws IOException {
      if (bytes.length() > left) throw new WrongLength("is longer than " + length + " bytes");
      if (stopped) throw new IOException("no more is wanted");
      left -= bytes.length();
      Buffer before = held;
      held = bytes;
      if (before != null) send(before);
    }

    boolean isFull() {
      return underWay.get() >= MOST_BYTES;
    }

    boolean hasRoom() {
      return underWay.get() <= MOST_BYTES / 2;
    }

    /** Has something done whenever some bytes have gone out. */
    void whenRoom(Runnable told) {
      whenRoom = told;
    }

    private void next(Buffer bytes) throws IOException {
      awaitRoom();
      pour(bytes);
    }

    private void awaitRoom() throws IOException {
      try {
        while (!hasRoom()) gone.await(LONG);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        InterruptedIOException interrupted = new InterruptedIOException("interrupted on its way");
        interrupted.initCause(e);
        throw interrupted;
      }
    }

    private void send(Buffer bytes) {
      int length = bytes.length();
      underWay.addAndGet(length);
      Future<Void> out = chunks == null ? request.write(bytes) : chunks.send(bytes, request);
      var unused =
          out.onComplete(went -> {
            underWay.addAndGet(-length);
            if (went.succeeded()) Blocks.done(bytes);
            gone.ring();
            whenRoom.run();
          });
    }

    /** There is no more. */
    private void end() throws IOException {
      gathered();
      Buffer last = held;
      if (left > 0 || last == null) throw new WrongLength("ended " + left + " bytes early");
      sent = true;
      if (chunks != null) send(last);
      var unused =
          request
              .end(chunks == null ? last : chunks.end())
              .onSuccess(gone -> {
                if (chunks == null) Blocks.done(last);
              });
    }
  }

  private static final class WrongLength extends IOException {
    private static final long serialVersionUID = 1L;

    WrongLength(String how) {
      super("the body " + how);
    }
  }
}
