package io.longhaul.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Copies and deletes, each conditional on what was seen. */
public abstract class CopyContract extends OddKeyContract {
  @Test
  void a_copy_carries_bytes_type_and_metadata() throws Exception {
    byte[] bytes = "hello".getBytes(UTF_8);
    Map<String, String> metadata = Map.of("owner", "team-a");
    PutRequest request =
        new PutRequest(bucket, "k", 5, "text/x-longhaul", metadata, new Expect.Absent());
    String etag = etag(store.put(request, Body.of(bytes), soon()));
    String target = engine.newBucket();

    Written copied =
        store.copy(new CopyRequest(bucket, "k", etag, target, "dir/k", ABSENT), soon());

    Got got = store.get(target, "dir/k", etag(copied), soon());
    assertThat(got).isInstanceOf(Got.Content.class);
    Got.Content content = (Got.Content) got;
    try (InputStream stream = content.stream()) {
      assertThat(stream.readAllBytes()).isEqualTo(bytes);
    }
    assertThat(content.traits().content().type()).isEqualTo("text/x-longhaul");
    assertThat(content.traits().metadata()).isEqualTo(metadata);
  }

  @Test
  void copy_of_what_is_not_there_is_missing() throws InterruptedException {
    assertThat(copy("nothing", "0123456789abcdef0123456789abcdef", "to", ANYTHING))
        .isEqualTo(new Written.Missing());
    assertThat(store.head(bucket, "to", soon())).isEmpty();
  }

  @Test
  void copy_of_a_source_that_was_rewritten_changes_nothing() throws InterruptedException {
    String first = etag(put(bucket, "from", "first", ABSENT));
    engine.write(bucket, "from", "second".getBytes(UTF_8));

    Written copied = copy("from", first, "to", ABSENT);
    if (engine.conditions().copySourceMatch()) {
      assertThat(copied).isEqualTo(new Written.Changed());
      assertThat(store.head(bucket, "to", soon())).isEmpty();
    } else {
      assertThat(copied).as(ignored("copy-source-if-match")).isInstanceOf(Written.Stored.class);
    }
  }

  @Test
  void copy_where_nothing_should_be_changes_nothing_if_something_is() throws InterruptedException {
    String from = etag(put(bucket, "from", "from", ABSENT));
    String to = etag(put(bucket, "to", "foreign", ABSENT));

    expectChanged(engine.conditions().copyAbsent(), copy("from", from, "to", ABSENT), "to", to);
  }

  @Test
  void copy_over_an_object_takes_place_only_if_it_still_is_that_object()
      throws InterruptedException {
    String from = etag(put(bucket, "from", "from", ABSENT));
    String seen = etag(put(bucket, "to", "seen", ABSENT));
    engine.write(bucket, "to", "newer".getBytes(UTF_8));
    String newer = store.head(bucket, "to", soon()).orElseThrow().etag();

    Written late = copy("from", from, "to", new Expect.Etag(seen));
    expectChanged(engine.conditions().copyMatch(), late, "to", newer);
    if (!engine.conditions().copyMatch()) return;
    assertThat(etag(copy("from", from, "to", new Expect.Etag(newer)))).isEqualTo(from);
  }

  @Test
  void copy_over_an_object_that_is_gone_is_changed_and_not_missing() throws InterruptedException {
    if (!engine.conditions().copyMatch()) return;
    String from = etag(put(bucket, "from", "from", ABSENT));

    assertThat(copy("from", from, "gone", WRONG)).isEqualTo(new Written.Changed());
    assertThat(store.head(bucket, "gone", soon())).isEmpty();
  }

  @Test
  void a_deleted_object_is_gone() throws InterruptedException {
    String etag = etag(put(bucket, "k", "hello", ABSENT));

    assertThat(store.delete(bucket, "k", new Expect.Etag(etag), soon()))
        .isEqualTo(new Written.Stored(""));
    assertThat(store.head(bucket, "k", soon())).isEmpty();
  }

  @Test
  void delete_of_another_version_changes_nothing() throws InterruptedException {
    String etag = etag(put(bucket, "k", "hello", ABSENT));

    Written deleted = store.delete(bucket, "k", WRONG, soon());
    if (engine.conditions().deleteMatch()) expectChanged(true, deleted, "k", etag);
    else assertThat(deleted).as(ignored("delete if-match")).isEqualTo(new Written.Stored(""));
  }

  @Test
  void delete_of_what_is_not_there_may_be_repeated() throws InterruptedException {
    assertThat(store.delete(bucket, "nothing", ANYTHING, soon())).isEqualTo(new Written.Stored(""));
    assertThat(store.delete(bucket, "nothing", WRONG, soon()))
        .isIn(new Written.Stored(""), new Written.Missing());
  }
}
