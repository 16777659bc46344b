package io.longhaul.worker.copy;

import io.longhaul.s3.Body;
import io.longhaul.s3.ByteRange;
import io.longhaul.s3.ChecksumForm;
import io.longhaul.s3.Expect;
import io.longhaul.s3.Got;
import io.longhaul.s3.ListedObject;
import io.longhaul.s3.OpenUpload;
import io.longhaul.s3.PartLayout;
import io.longhaul.s3.PartRequest;
import io.longhaul.s3.PartWritten;
import io.longhaul.s3.PutRequest;
import io.longhaul.s3.StoreException;
import io.longhaul.s3.Traits;
import io.longhaul.s3.Written;
import io.longhaul.time.Deadline;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.Fate;
import io.longhaul.unit.Payload.Assembly;
import io.longhaul.worker.walk.Ends;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Hands a stream from the source to the target, of an object or of one part: the same bytes, all of
 * them; a whole object's with all that is kept of it beside them.
 *
 * <p>The copy's own thread begins and closes it, the store's reads from it: either may be the first
 * to give up, and what the other opens then is closed at once.
 */
final class Relay implements Body, AutoCloseable {
  private final Ends ends;
  private final String sourceKey;
  private final long length;
  private final Fetch fetch;
  private final Deadline deadline;

  /** What the first GET brought, until the PUT asks for it. */
  private final AtomicReference<Got.@Nullable Content> first = new AtomicReference<>();

  /** All that were opened, under this relay's lock, as is whether they were closed. */
  private final List<InputStream> opened = new ArrayList<>();

  private boolean closed;

  private volatile boolean changed;
  private volatile boolean cutShort;

  private interface Fetch {
    Got get() throws InterruptedException;
  }

  private interface Send<T> {
    T put() throws InterruptedException;
  }

  private Relay(Ends ends, String sourceKey, long length, Fetch fetch, Deadline deadline) {
    this.ends = ends;
    this.sourceKey = sourceKey;
    this.length = length;
    this.fetch = fetch;
    this.deadline = deadline;
  }

  static Relay whole(Ends ends, ListedObject source, Deadline deadline) {
    Fetch all = () -> ends.from().get(ends.sourceBucket(), source.key(), source.etag(), deadline);
    return new Relay(ends, source.key(), source.size(), all, deadline);
  }

  static Relay part(Ends ends, Assembly of, int number, Deadline deadline) {
    String key = of.object().key();
    ByteRange range = new PartLayout(of.size(), of.partSize()).range(number);
    Fetch some = () -> ends.from().getRange(ends.sourceBucket(), key, of.etag(), range, deadline);
    return new Relay(ends, key, range.length(), some, deadline);
  }

  /**
   * Writes it as an object.
   *
   * @throws StoreException {@link FailureClass#CORRUPT} if the source sent other than it announced
   */
  Brought send(ListedObject source, Expect expect, Keeping keeping, TagReader tags, Grants grants)
      throws InterruptedException {
    return switch (fetch.get()) {
      case Got.Missing missing -> new Brought(new Written.Missing(), Set.of());
      case Got.Changed other -> new Brought(new Written.Changed(), Set.of());
      case Got.Content content -> {
        keep(content.stream());
        ListedObject object = known(source, content);
        Optional<Map<String, String>> read = tags.read(sourceKey, content.tags(), deadline);
        Set<Fate> beside = EnumSet.noneOf(Fate.class);
        beside.addAll(keeping.beside(object, content.unspoken()));
        if (read.isEmpty()) beside.add(Fate.UNTAGGED);
        Traits traits = keeping.traits(object, content.traits(), read.orElse(Map.of()));
        Send<Written> put =
            () ->
                grants.write(
                    sourceKey, deadline, beside, acl -> put(object, expect, traits.withAcl(acl)));
        Written written = send(content, put, new Written.Changed());
        yield Brought.of(object, written, beside);
      }
    };
  }

  /** What was asked for by its name alone: of its checksum the GET is the first to tell. */
  private static ListedObject known(ListedObject source, Got.Content content) {
    return source.checksum() == null ? source.with(content.checksum()) : source;
  }

  private Written put(ListedObject source, Expect expect, Traits traits)
      throws InterruptedException {
    String key = ends.targetKey(sourceKey);
    PutRequest request =
        new PutRequest(ends.targetBucket(), key, length, traits, expect, source.checksum());
    return ends.to().put(request, this, deadline);
  }

  /**
   * Writes it as a part of an upload.
   *
   * @throws StoreException {@link FailureClass#CORRUPT} if the source sent other than it announced
   */
  PartWritten send(OpenUpload upload, int number, @Nullable ChecksumForm checksum)
      throws InterruptedException {
    return switch (fetch.get()) {
      case Got.Missing missing -> new PartWritten.Missing();
      case Got.Changed other -> new PartWritten.Changed();
      case Got.Content content -> {
        PartRequest request = new PartRequest(upload, number, length, checksum);
        yield send(
            content, () -> ends.to().putPart(request, this, deadline), new PartWritten.Changed());
      }
    };
  }

  /**
   * @param sourceChanged the answer where it broke because the source did
   */
  private <T> T send(Got.Content content, Send<T> send, T sourceChanged)
      throws InterruptedException {
    keep(content.stream());
    if (content.length() != length) throw corrupt("announces " + content.length());
    first.set(content);
    try {
      return send.put();
    } catch (StoreException e) {
      // the store saw a body that broke; why it broke is known here
      if (changed) return sourceChanged;
      if (cutShort) throw corrupt("ended before that");
      throw e;
    }
  }

  /** The bytes for one try of the PUT; for a second try they are fetched again. */
  @Override
  public InputStream open() throws IOException {
    Got.Content content = first.getAndSet(null);
    if (content == null) {
      content = again();
      if (!keep(content.stream())) throw new IOException("the copy was given up");
    }
    return new WholeStream(content.stream(), length);
  }

  /** Keeps it, to be closed; false if all were closed already, and with them this one. */
  private boolean keep(InputStream stream) {
    synchronized (this) {
      if (!closed) return opened.add(stream);
    }
    close(stream);
    return false;
  }

  private Got.Content again() throws IOException {
    try {
      if (fetch.get() instanceof Got.Content content && content.length() == length) return content;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the unit was taken away");
    }
    changed = true;
    throw new IOException("the source changed while it was being sent again");
  }

  private StoreException corrupt(String what) {
    return new StoreException(
        FailureClass.CORRUPT,
        "LengthDiffers",
        "get s3://%s/%s: %d bytes asked for, the stream %s"
            .formatted(ends.sourceBucket(), sourceKey, length, what),
        null);
  }

  /** Gives the connections back, also where the PUT never came to read. */
  @Override
  public void close() {
    List<InputStream> all;
    synchronized (this) {
      closed = true;
      all = List.copyOf(opened);
    }
    all.forEach(Relay::close);
  }

  private static void close(InputStream stream) {
    try {
      stream.close();
    } catch (IOException e) {
      return; // it was read or given up: what its end looks like changes nothing
    }
  }

  /** A stream that does not end before its length: a target must never take the half for all. */
  private final class WholeStream extends InputStream {
    private final InputStream stream;
    private long left;

    WholeStream(InputStream stream, long length) {
      this.stream = stream;
      this.left = length;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int got = stream.read(into, offset, length);
      if (got < 0) ended();
      left -= Math.max(0, got);
      return got;
    }

    /** By the stream itself, which may hand over its bytes without moving them. */
    @Override
    public long transferTo(OutputStream out) throws IOException {
      long got = stream.transferTo(out);
      left -= got;
      ended();
      return got;
    }

    private void ended() throws IOException {
      if (left <= 0) return;
      cutShort = true;
      throw new IOException("stream ends " + left + " bytes early");
    }

    @Override
    public int available() throws IOException {
      return stream.available();
    }

    @Override
    public void close() throws IOException {
      stream.close();
    }
  }
}
