package io.longhaul.worker.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.longhaul.job.Keep;
import io.longhaul.partition.Mapping;
import io.longhaul.s3.Body;
import io.longhaul.s3.Expect;
import io.longhaul.s3.Got;
import io.longhaul.s3.InMemoryObjectStore;
import io.longhaul.s3.ListedObject;
import io.longhaul.s3.ObjectStore;
import io.longhaul.s3.Traits;
import io.longhaul.s3.Written;
import io.longhaul.time.Deadline;
import io.longhaul.time.SystemTime;
import io.longhaul.worker.walk.Ends;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The copy's own thread and the store's, which end in any order. */
class RelayTest {
  private static final int SIZE = 10;

  private final SystemTime time = new SystemTime();
  private final List<Stream> streams = new ArrayList<>();
  private final List<Body> bodies = new ArrayList<>();
  private int there = SIZE;

  @Test
  void a_body_that_is_asked_for_after_the_copy_gave_up_leaves_no_stream_open() throws Exception {
    Relay relay = relay();
    send(relay);
    Body body = bodies.getFirst();
    assertThat(body.open().readAllBytes()).hasSize(SIZE);
    relay.close();

    assertThatIOException().isThrownBy(body::open).withMessageContaining("given up");
    assertThat(streams).hasSize(2).allMatch(stream -> stream.closed);
  }

  @Test
  void of_several_who_ask_at_once_each_has_a_stream_of_its_own_and_all_are_closed()
      throws Exception {
    Relay relay = relay();
    send(relay);
    Body body = bodies.getFirst();
    List<Thread> readers = new ArrayList<>();
    List<Integer> read = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      readers.add(
          time.start(
              "reader",
              () -> {
                try (InputStream stream = body.open()) {
                  int bytes = stream.readAllBytes().length;
                  synchronized (read) {
                    read.add(bytes);
                  }
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              }));
    }
    for (Thread reader : readers) reader.join();
    relay.close();

    assertThat(read).hasSize(8).containsOnly(SIZE);
    assertThat(streams).hasSize(8).allMatch(stream -> stream.closed);
  }

  /** A store may have the stream pour itself out. */
  @Test
  void a_stream_that_ends_early_is_none_however_it_is_read() throws Exception {
    there = SIZE - 1;
    Relay relay = relay();
    send(relay);
    Body body = bodies.getFirst();

    assertThatIOException()
        .isThrownBy(() -> body.open().readAllBytes())
        .withMessageContaining("1 bytes early");
    assertThatIOException()
        .isThrownBy(() -> body.open().transferTo(OutputStream.nullOutputStream()))
        .withMessageContaining("1 bytes early");
    there = SIZE;
    assertThat(body.open().transferTo(OutputStream.nullOutputStream())).isEqualTo(SIZE);
    relay.close();
  }

  private Relay relay() {
    ObjectStore store =
        (ObjectStore)
            Proxy.newProxyInstance(
                ObjectStore.class.getClassLoader(),
                new Class<?>[] {ObjectStore.class},
                (proxy, method, arguments) ->
                    switch (method.getName()) {
                      case "get" -> content();
                      case "put" -> {
                        bodies.add((Body) arguments[1]);
                        yield new Written.Stored("etag");
                      }
                      default -> throw new UnsupportedOperationException(method.getName());
                    });
    Ends ends = new Ends(store, "from", store, "to", new Mapping("", ""));
    ListedObject source = new ListedObject("key", SIZE, "etag", Instant.EPOCH);
    return Relay.whole(ends, source, Deadline.in(time, Duration.ofSeconds(30)));
  }

  private static void send(Relay relay) throws InterruptedException {
    ListedObject source = new ListedObject("key", SIZE, "etag", Instant.EPOCH);
    TagReader tags =
        new TagReader(Keep.Tags.DROP, new InMemoryObjectStore(new SystemTime()), "from");
    Grants grants = new Grants(Keep.DEFAULT, new InMemoryObjectStore(new SystemTime()), "from");
    relay.send(source, new Expect.Absent(), new Keeping(Keep.DEFAULT, Instant.EPOCH), tags, grants);
  }

  private synchronized Got content() {
    Stream stream = new Stream(there);
    streams.add(stream);
    return new Got.Content(stream, SIZE, "etag", Traits.of("text/plain", Map.of()), 0, 0, null);
  }

  private static final class Stream extends ByteArrayInputStream {
    volatile boolean closed;

    Stream(int length) {
      super(new byte[length]);
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
