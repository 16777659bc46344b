package io.longhaul.s3.sdk;

import io.longhaul.s3.Body;
import io.longhaul.time.Time;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.core.async.AsyncRequestBody;

/**
 * Feeds a body to the SDK as fast as the connection takes it, a chunk in memory at a time; every
 * subscription opens the body anew, so that a request can be repeated.
 */
final class BodyPublisher implements AsyncRequestBody {
  private static final int CHUNK = 64 << 10;

  private final Body body;
  private final long length;
  private final Time time;
  private volatile boolean wrongLength;

  BodyPublisher(Body body, long length, Time time) {
    this.body = body;
    this.length = length;
    this.time = time;
  }

  @Override
  public Optional<Long> contentLength() {
    return Optional.of(length);
  }

  /** Whether a body turned out shorter or longer than it was said to be. */
  boolean wrongLength() {
    return wrongLength;
  }

  @Override
  public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
    new Reading(subscriber).begin();
  }

  /** One reading of the body, by a thread of its own, for it may block. */
  private final class Reading implements Subscription {
    private final Subscriber<? super ByteBuffer> subscriber;
    private final Semaphore wanted = new Semaphore(0);
    private volatile boolean cancelled;
    private volatile @Nullable Thread reader;

    Reading(Subscriber<? super ByteBuffer> subscriber) {
      this.subscriber = subscriber;
    }

    void begin() {
      subscriber.onSubscribe(this);
      reader = time.start("body of a put", this::readAll);
      if (cancelled) cancel();
    }

    @Override
    public void request(long n) {
      int room = Integer.MAX_VALUE / 2 - wanted.availablePermits();
      if (room > 0) wanted.release((int) Math.min(n, room));
    }

    @Override
    public void cancel() {
      cancelled = true;
      Thread reading = reader;
      if (reading != null) reading.interrupt();
    }

    private void readAll() {
      try (InputStream stream = body.open()) {
        for (long left = length; left > 0; ) {
          wanted.acquire();
          if (cancelled) return;
          byte[] chunk = stream.readNBytes((int) Math.min(CHUNK, left));
          if (chunk.length == 0) throw wrong("ended " + left + " bytes early");
          left -= chunk.length;
          // The last goes out once it is known to be that: with it, the server has an object.
          if (left == 0) checkEnd(stream);
          subscriber.onNext(ByteBuffer.wrap(chunk));
        }
        if (length == 0) checkEnd(stream);
        if (!cancelled) subscriber.onComplete();
      } catch (IOException | RuntimeException e) {
        if (!cancelled) subscriber.onError(e);
      } catch (InterruptedException e) {
        if (!cancelled) subscriber.onError(e);
        Thread.currentThread().interrupt();
      }
    }

    private void checkEnd(InputStream stream) throws IOException {
      if (stream.read() >= 0) throw wrong("is longer than " + length + " bytes");
    }

    private IOException wrong(String how) {
      wrongLength = true;
      return new IOException("the body " + how);
    }
  }
}
