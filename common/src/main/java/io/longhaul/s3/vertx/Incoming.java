package io.longhaul.s3.vertx;

import io.longhaul.time.Alarm;
import io.longhaul.time.Deadline;
import io.longhaul.time.Time;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of an answer as they come, a few hundred KiB of them in memory: who reads slowly is
 * sent more slowly. It ends at its deadline, at an early close and at an interrupt by breaking the
 * connection.
 */
final class Incoming extends InputStream {
  /** Enough for a round trip's worth on a fast connection, and little enough for 1,000 at once. */
  private static final int MOST_BYTES = 2 * Blocks.BYTES;

  private final Lane lane;
  private final HttpClientResponse response;
  private final @Nullable Gathering gathering;
  private final int answer;
  private final Runnable breakOff;
  private final long length;
  private final Deadline deadline;
  private final Alarm came;
  private final Deque<Buffer> chunks = new ArrayDeque<>();

  /** Where the lane puts what comes; null: it waits here. */
  private Upload.@Nullable Sink poured;

  private int waiting;
  private long received;
  private boolean paused;
  private boolean closing;
  private boolean ended;
  private @Nullable Throwable broken;

  /** Why the sink took no more. */
  private @Nullable Throwable refused;

  private @Nullable Buffer current;
  private int at;
  private long got;
  private boolean closed;

  /** On the lane, before the answer goes on. */
  Incoming(
      Lane lane,
      HttpClientResponse response,
      Runnable breakOff,
      long length,
      Time time,
      Deadline deadline) {
    this.lane = lane;
    this.response = response;
    this.gathering = Gathering.of(response.request().connection());
    this.breakOff = breakOff;
    this.length = length;
    this.deadline = deadline;
    this.came = time.alarm();
    this.answer = gathering == null ? 0 : gathering.begin();
    response.exceptionHandler(this::broke).handler(this::take).endHandler(nothing -> end());
  }

  private void take(Buffer chunk) {
    Upload.Sink into;
    synchronized (this) {
      received += chunk.length();
      into = poured;
      if (into == null) keep(chunk);
      else got += chunk.length();
    }
    // not under the lock: what was sent may tell us of room there
    if (into != null) pour(chunk, into);
  }

  private void keep(Buffer chunk) {
    chunks.add(chunk);
    waiting += chunk.length();
    if (waiting >= MOST_BYTES && !paused && !closing) {
      paused = true;
      hold();
    }
    came.ring();
  }

  /** What is thrown here nobody would hear of on the lane, and the bytes would have a hole. */
  private void pour(Buffer chunk, Upload.Sink into) {
    try {
      into.pour(chunk);
    } catch (IOException | RuntimeException | Error e) {
      refuse(e);
      return;
    }
    synchronized (this) {
      if (!into.isFull() || paused || closing) return;
      paused = true;
      hold();
    }
    room(into); // what has gone out since was not told
  }

  private synchronized void refuse(Throwable why) {
    if (refused == null) refused = why;
    poured = null;
    came.ring();
  }

  /** Some of what was poured out has gone. */
  private synchronized void room(Upload.Sink into) {
    if (paused && into.hasRoom()) goOn();
  }

  private synchronized void end() {
    ended = true;
    came.ring();
  }

  /**
   * A server that closes behind its answer is heard of before what it sent last, if that is held
   * back: all of it is here by now, and comes first.
   */
  private void broke(Throwable why) {
    synchronized (this) {
      closing = true;
      paused = false;
    }
    resume();
    lane.later(() -> brokeAt(why));
  }

  private synchronized void brokeAt(Throwable why) {
    // of the end of what is whole nobody is told any more
    if (received >= length) ended = true;
    if (!ended) broken = why;
    came.ring();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int count) throws IOException {
    if (closed) throw new IOException("the stream has been closed");
    if (count == 0) return 0;
    Buffer from = current == null ? next() : current;
    if (from == null) return -1;
    int n = Math.min(count, from.length() - at);
    from.getBytes(at, at + n, into, offset);
    at += n;
    got += n;
    boolean used = at == from.length();
    current = used ? null : from;
    if (used) {
      at = 0;
      Blocks.done(from);
    }
    return n;
  }

  /**
   * Hands chunks on as they came, if they go out again by this store. Then nobody is woken for each
   * of them: the lane pours out what comes.
   */
  @Override
  public long transferTo(OutputStream out) throws IOException {
    if (closed) throw new IOException("the stream has been closed");
    try {
      long before = got;
      for (Buffer from = rest(); from != null; from = next()) {
        got += from.length();
        if (out instanceof Upload.Sink sink) {
          sink.take(from);
          pourInto(sink);
        } else {
          out.write(from.getBytes());
          Blocks.done(from);
        }
      }
      return got - before;
    } finally {
      pourNoMore();
    }
  }

  /** From now on, if all that has come is there already. */
  private synchronized void pourInto(Upload.Sink sink) {
    if (!chunks.isEmpty() || ended || broken != null) return;
    sink.whenRoom(() -> room(sink));
    poured = sink;
  }

  private synchronized void pourNoMore() {
    poured = null;
  }

  private @Nullable Buffer rest() throws IOException {
    Buffer begun = current;
    if (begun == null) return next();
    current = null;
    Buffer rest = begun.slice(at, begun.length());
    at = 0;
    return rest;
  }

  /** The chunk that comes next; null if that was all. */
  private @Nullable Buffer next() throws IOException {
    while (true) {
      boolean late = deadline.passed();
      synchronized (this) {
        if (refused != null) throw refusal(refused);
        // Who always finds something there would never wait, and never hear of it.
        Buffer chunk = late && !ended ? null : chunks.poll();
        if (chunk != null) {
          waiting -= chunk.length();
          if (paused && waiting <= MOST_BYTES / 2) goOn();
          if (chunk.length() > 0) return chunk;
          continue;
        }
        if (ended) {
          // What was cut off in silence must not pass for the whole.
          if (got < length) throw new IOException("cut off after " + got + " of " + length);
          return null;
        }
        if (broken != null)
          throw new IOException("the stream broke after " + got + " of " + length, broken);
      }
      await();
    }
  }

  private static IOException refusal(Throwable why) {
    return why instanceof IOException its ? its : new IOException("not handed on: " + why, why);
  }

  private void goOn() {
    paused = false;
    lane.run(this::resume);
  }

  private void hold() {
    if (gathering == null) response.pause();
    else gathering.hold(answer);
  }

  private void resume() {
    synchronized (this) {
      if (paused) return; // again, since this was asked for
    }
    if (gathering == null) response.resume();
    else gathering.goOn(answer);
  }

  private void await() throws IOException {
    try {
      var unused = came.await(deadline.remaining());
      if (!deadline.passed()) return;
    } catch (InterruptedException e) {
      lane.run(breakOff);
      Thread.currentThread().interrupt();
      throw interrupted(e);
    }
    lane.run(breakOff);
    throw new IOException("the deadline passed after " + got + " of " + length);
  }

  private static InterruptedIOException interrupted(InterruptedException cause) {
    InterruptedIOException interrupted = new InterruptedIOException("interrupted while reading");
    interrupted.initCause(cause);
    return interrupted;
  }

  @Override
  public void close() {
    if (closed) return;
    closed = true;
    boolean whole;
    synchronized (this) {
      whole = ended;
      chunks.forEach(Blocks::done);
      chunks.clear();
    }
    if (!whole) lane.run(breakOff);
  }
}
