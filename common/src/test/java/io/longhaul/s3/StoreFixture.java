package io.longhaul.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.longhaul.s3.calls.CustomerKeys;
import io.longhaul.time.Deadline;
import io.longhaul.time.SystemTime;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

/** The adapter and the engine that a contract runs on, and the words it is written in. */
public abstract class StoreFixture {
  protected static final Expect ABSENT = new Expect.Absent();
  protected static final Expect ANYTHING = new Expect.Anything();
  protected static final Expect WRONG = new Expect.Etag("00000000000000000000000000000000");

  protected ObjectStore store;
  protected StoreEngine engine;
  protected String bucket;

  /** The adapter under test, with its eye on {@link #engine()}. */
  protected abstract ObjectStore store();

  protected abstract StoreEngine engine();

  /** The same, where objects are under keys of customers' own. */
  protected abstract ObjectStore keyed(CustomerKeys keys);

  @BeforeEach
  void takeABucket() {
    store = store();
    engine = engine();
    bucket = engine.newBucket();
  }

  protected static Deadline soon() {
    return Deadline.in(new SystemTime(), Duration.ofSeconds(30));
  }

  protected Written put(String bucket, String key, String text, Expect expect)
      throws InterruptedException {
    byte[] bytes = text.getBytes(UTF_8);
    PutRequest request = new PutRequest(bucket, key, bytes.length, null, Map.of(), expect);
    return store.put(request, Body.of(bytes), soon());
  }

  protected Written copy(String from, String etag, String to, Expect expect)
      throws InterruptedException {
    return store.copy(new CopyRequest(bucket, from, etag, bucket, to, expect), soon());
  }

  protected static String etag(Written written) {
    assertThat(written).isInstanceOf(Written.Stored.class);
    return ((Written.Stored) written).etag();
  }

  protected Got.Content content(String key, String etag) throws InterruptedException {
    Got got = store.get(bucket, key, etag, soon());
    assertThat(got).isInstanceOf(Got.Content.class);
    return (Got.Content) got;
  }

  protected static String text(Got got) {
    assertThat(got).isInstanceOf(Got.Content.class);
    try (InputStream stream = ((Got.Content) got).stream()) {
      return new String(stream.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  protected ListPage list(String prefix) throws InterruptedException {
    return store.list(ListRequest.of(bucket, prefix), soon());
  }

  protected List<String> listAll(ListRequest request) throws InterruptedException {
    List<String> keys = new ArrayList<>();
    ListPage page = store.list(request, soon());
    while (true) {
      assertThat(page.objects().size()).isLessThanOrEqualTo(request.maxKeys());
      page.objects().forEach(object -> keys.add(object.key()));
      if (page.next() == null) return keys;
      page = store.list(request.page(page.next()), soon());
    }
  }

  protected List<String> write(List<String> keys) {
    for (String key : keys) engine.write(bucket, key, key.getBytes(UTF_8));
    return keys;
  }

  /** Nothing was changed; or, where the engine does not know the condition, everything was. */
  protected void expectChanged(boolean enforced, Written written, String key, String etag)
      throws InterruptedException {
    if (!enforced) {
      assertThat(written).as(ignored("a condition")).isInstanceOf(Written.Stored.class);
      return;
    }
    assertThat(written).isEqualTo(new Written.Changed());
    assertThat(store.head(bucket, key, soon()).orElseThrow().etag()).isEqualTo(etag);
  }

  protected String ignored(String condition) {
    return engine.name() + " is declared to ignore " + condition;
  }

  /** Says aloud that something is left out, where the engine does not do it as S3 does. */
  protected boolean lacks(StoreLack lack) {
    if (!engine.lacks().contains(lack)) return false;
    System.err.println("SKIPPED on " + engine.name() + ": it lacks " + lack);
    return true;
  }

  /**
   * A key below another; one that sorts as it does, and says so, where only one of both is held.
   */
  protected String besideFolder(String key, String instead) {
    if (engine.holdsKeyBesideFolder()) return key;
    System.err.println("SKIPPED on " + engine.name() + ": a key beside a folder: " + key);
    return instead;
  }

  protected static StoreException refusal(Call call) {
    StoreException refused = catchThrowableOfType(StoreException.class, call::run);
    assertThat(refused).isNotNull();
    return refused;
  }

  /** A call that is expected to be refused. */
  protected interface Call {
    void run() throws InterruptedException;
  }
}
