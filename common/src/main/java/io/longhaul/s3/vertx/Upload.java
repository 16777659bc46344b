package io.longhaul.s3.vertx;

import io.longhaul.s3.Body;
import io.longhaul.s3.vertx.Outgoing.Sending;
import io.longhaul.time.Time;
import io.vertx.core.AsyncResult;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A body that is read by a thread of its own, for it may block, and goes out as fast as the
 * connection takes it, a few chunks in memory at a time.
 */
final class Upload implements Sending {
  /** Of at least 8 KiB: smaller ones S3 refuses. */
  static final int CHUNK = 64 << 10;

  private static final int CHUNKS = 4;

  private final Body body;
  private final long length;
  private final Time time;
  private final @Nullable AwsChunks chunks;
  private final Consumer<Failure> failed;
  private final Semaphore room = new Semaphore(CHUNKS);
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
   * @param checked whether it goes out with its checksum behind it
   * @param failed hears why the body could not be read
   */
  Upload(Body body, long length, Time time, boolean checked, Consumer<Failure> failed) {
    this.body = body;
    this.length = length;
    this.time = time;
    this.chunks = checked ? new AwsChunks() : null;
    this.failed = failed;
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
      for (long left = length; left > 0; ) {
        room.acquire();
        if (stopped) return;
        byte[] chunk = stream.readNBytes((int) Math.min(CHUNK, left));
        if (chunk.length == 0) throw new WrongLength("ended " + left + " bytes early");
        left -= chunk.length;
        // The last goes out once it is known to be that.
        if (left > 0) request.write(framed(chunk)).onComplete(this::written);
        else end(request, stream, chunk);
      }
    } catch (WrongLength e) {
      fail(e, true);
    } catch (IOException | RuntimeException e) {
      fail(e, false);
    } catch (InterruptedException e) {
      fail(e, false);
      Thread.currentThread().interrupt();
    }
  }

  private void end(HttpClientRequest request, InputStream stream, byte[] last) throws IOException {
    if (stream.read() >= 0) throw new WrongLength("is longer than " + length + " bytes");
    sent = true;
    Buffer rest = framed(last);
    var unused = request.end(chunks == null ? rest : rest.appendBuffer(chunks.end()));
  }

  private Buffer framed(byte[] chunk) {
    return chunks == null ? Buffer.buffer(chunk) : chunks.chunk(chunk);
  }

  private void written(AsyncResult<Void> chunk) {
    room.release();
  }

  private void fail(Exception cause, boolean wrongLength) {
    if (!stopped) failed.accept(new Failure(cause, wrongLength));
  }

  private static final class WrongLength extends IOException {
    private static final long serialVersionUID = 1L;

    WrongLength(String how) {
      super("the body " + how);
    }
  }
}
