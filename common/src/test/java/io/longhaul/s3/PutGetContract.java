package io.longhaul.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Writing and reading objects. */
public abstract class PutGetContract extends CopyContract {
  @Test
  void what_was_put_is_got_with_its_type_and_metadata() throws Exception {
    Map<String, String> metadata = Map.of("owner", "team a", "n", "1");
    byte[] bytes = "hello".getBytes(UTF_8);
    Written written =
        store.put(
            new PutRequest(bucket, "k", 5, "text/x-longhaul", metadata, ABSENT),
            Body.of(bytes),
            soon());

    Got.Content content = content("k", etag(written));
    try (InputStream stream = content.stream()) {
      assertThat(stream.readAllBytes()).isEqualTo(bytes);
    }
    assertThat(content.length()).isEqualTo(5);
    assertThat(content.etag()).isEqualTo(etag(written)).doesNotContain("\"");
    assertThat(content.traits().content().type()).isEqualTo("text/x-longhaul");
    assertThat(content.traits().metadata()).isEqualTo(metadata);
  }

  @Test
  void head_and_list_agree_about_an_object() throws InterruptedException {
    String etag = etag(put(bucket, "k", "hello", ABSENT));

    ListedObject head = store.head(bucket, "k", soon()).orElseThrow();
    ListedObject listed = list("").objects().getFirst();
    assertThat(head.key()).isEqualTo("k").isEqualTo(listed.key());
    assertThat(head.size()).isEqualTo(5).isEqualTo(listed.size());
    assertThat(head.etag()).isEqualTo(etag).isEqualTo(listed.etag());
    // A listing may say milliseconds where a header has seconds.
    assertThat(Duration.between(head.modified(), listed.modified()).abs())
        .isLessThan(Duration.ofSeconds(1));
    assertThat(head.modified()).isAfter(Instant.parse("2026-01-01T00:00:00Z"));
  }

  @Test
  void head_of_what_is_not_there_is_empty() throws InterruptedException {
    assertThat(store.head(bucket, "nothing", soon())).isEmpty();
  }

  @Test
  void an_empty_object_is_put_and_got() throws Exception {
    String etag = etag(put(bucket, "empty", "", ABSENT));

    Got.Content content = content("empty", etag);
    try (InputStream stream = content.stream()) {
      assertThat(stream.readAllBytes()).isEmpty();
    }
    assertThat(content.length()).isZero();
    assertThat(store.head(bucket, "empty", soon()).orElseThrow().size()).isZero();
  }

  @Test
  void a_large_object_streams_through_byte_by_byte_equal() throws Exception {
    byte[] bytes = new byte[9_000_001];
    new Random(1).nextBytes(bytes);
    PutRequest request = new PutRequest(bucket, "large", bytes.length, null, Map.of(), ABSENT);
    String etag = etag(store.put(request, Body.of(bytes), soon()));

    try (InputStream stream = content("large", etag).stream()) {
      assertThat(stream.readAllBytes()).isEqualTo(bytes);
    }
  }

  @Test
  void a_stream_that_is_closed_early_harms_nobody() throws Exception {
    byte[] bytes = new byte[5_000_000];
    PutRequest request = new PutRequest(bucket, "large", bytes.length, null, Map.of(), ABSENT);
    String etag = etag(store.put(request, Body.of(bytes), soon()));

    for (int i = 0; i < 20; i++) {
      try (InputStream stream = content("large", etag).stream()) {
        assertThat(stream.read()).isZero();
      }
    }
    assertThat(store.head(bucket, "large", soon())).isPresent();
  }

  @Test
  void got_objects_can_be_streamed_into_puts_at_once() throws Exception {
    byte[] bytes = new byte[300_000];
    new Random(2).nextBytes(bytes);
    PutRequest request = new PutRequest(bucket, "from", bytes.length, null, Map.of(), ABSENT);
    String etag = etag(store.put(request, Body.of(bytes), soon()));

    List<Throwable> failures = new ArrayList<>();
    List<Thread> threads =
        IntStream.range(0, 40)
            .mapToObj(i -> Thread.ofVirtual().unstarted(() -> stream(i, etag, failures)))
            .toList();
    threads.forEach(Thread::start);
    for (Thread thread : threads) thread.join();

    assertThat(failures).isEmpty();
    assertThat(list("to/").objects()).hasSize(40).allMatch(o -> o.size() == bytes.length);
  }

  /** The store may hand bytes on as they came, which nobody must notice. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 100_000})
  void what_is_got_goes_into_a_put_byte_by_byte_equal(int readBefore) throws Exception {
    byte[] bytes = new byte[3_000_001];
    new Random(3).nextBytes(bytes);
    PutRequest request = new PutRequest(bucket, "from", bytes.length, null, Map.of(), ABSENT);
    String etag = etag(store.put(request, Body.of(bytes), soon()));
    int length = bytes.length - readBefore;

    String to;
    try (InputStream stream = content("from", etag).stream()) {
      assertThat(stream.readNBytes(readBefore)).hasSize(readBefore);
      PutRequest put = new PutRequest(bucket, "to", length, null, Map.of(), ABSENT);
      to = etag(store.put(put, () -> stream, soon()));
    }
    try (InputStream stream = content("to", to).stream()) {
      assertThat(stream.readAllBytes())
          .isEqualTo(Arrays.copyOfRange(bytes, readBefore, bytes.length));
    }
  }

  private void stream(int i, String etag, List<Throwable> failures) {
    try (InputStream stream = content("from", etag).stream()) {
      PutRequest to = new PutRequest(bucket, "to/" + i, 300_000, null, Map.of(), ABSENT);
      etag(store.put(to, () -> stream, soon()));
    } catch (Throwable e) {
      synchronized (failures) {
        failures.add(e);
      }
    }
  }

  @Test
  void get_of_another_version_or_of_nothing_is_a_value() throws InterruptedException {
    put(bucket, "k", "hello", ABSENT);

    assertThat(store.get(bucket, "k", "0123456789abcdef0123456789abcdef", soon()))
        .isEqualTo(new Got.Changed());
    assertThat(store.get(bucket, "nothing", "0123456789abcdef0123456789abcdef", soon()))
        .isEqualTo(new Got.Missing());
  }

  @Test
  void put_where_nothing_should_be_changes_nothing_if_something_is() throws InterruptedException {
    String etag = etag(put(bucket, "k", "first", ABSENT));

    Written second = put(bucket, "k", "second", ABSENT);
    expectChanged(engine.conditions().putAbsent(), second, "k", etag);
  }

  @Test
  void put_over_an_object_takes_place_only_if_it_still_is_that_object()
      throws InterruptedException {
    String first = etag(put(bucket, "k", "first", ABSENT));
    String second = etag(put(bucket, "k", "second", new Expect.Etag(first)));

    Written third = put(bucket, "k", "third", new Expect.Etag(first));
    expectChanged(engine.conditions().putMatch(), third, "k", second);
  }

  @Test
  void put_over_an_object_that_is_gone_is_changed() throws InterruptedException {
    if (!engine.conditions().putMatch()) return;

    assertThat(put(bucket, "gone", "text", WRONG)).isEqualTo(new Written.Changed());
    assertThat(store.head(bucket, "gone", soon())).isEmpty();
  }
}
