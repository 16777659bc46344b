package io.longhaul.embedded.s3;

import static io.longhaul.embedded.s3.S3UnderTest.BUCKET;
import static io.longhaul.embedded.s3.S3UnderTest.code;
import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.embedded.hooks.Action;
import io.longhaul.embedded.hooks.Rule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

/** Every effect can be made conditional on what its decision saw. */
class ConditionsTest {
  @TempDir Path root;
  S3UnderTest s3;

  @BeforeEach
  void start() throws IOException {
    s3 = new S3UnderTest(root);
    s3.put("k", "content");
  }

  @AfterEach
  void stop() throws IOException {
    s3.close();
  }

  String etag(String key) {
    return s3.object(key).response().eTag();
  }

  @Test
  void a_put_if_none_match_finds_only_an_empty_place() {
    assertThat(code(() -> putIfAbsent("k", "no"))).isEqualTo("PreconditionFailed");
    assertThat(s3.get("k")).isEqualTo("content");
    assertThat(code(() -> putIfAbsent("new", "yes"))).isEqualTo("none");
  }

  @Test
  void a_put_if_match_replaces_only_what_was_seen() {
    String seen = etag("k");
    s3.put("k", "newer");
    assertThat(code(() -> putIfMatch("k", seen))).isEqualTo("PreconditionFailed");
    assertThat(code(() -> putIfMatch("gone", seen))).isEqualTo("NoSuchKey");
    assertThat(code(() -> putIfMatch("k", etag("k")))).isEqualTo("none");
  }

  @Test
  void a_copy_takes_only_the_source_that_was_seen() {
    String seen = etag("k");
    s3.put("k", "newer");
    assertThat(code(() -> copy(seen, null, null))).isEqualTo("PreconditionFailed");
    assertThat(s3.keys(1000)).containsExactly("k");
    assertThat(code(() -> copy(etag("k"), null, null))).isEqualTo("none");
    assertThat(s3.get("copy")).isEqualTo("newer");
  }

  @Test
  void a_copy_never_overwrites_a_target_that_was_not_seen() {
    assertThat(code(() -> copy(etag("k"), null, "*"))).isEqualTo("none");
    assertThat(code(() -> copy(etag("k"), null, "*"))).isEqualTo("PreconditionFailed");
    String seen = etag("copy");
    s3.put("copy", "foreign");
    assertThat(code(() -> copy(etag("k"), seen, null))).isEqualTo("PreconditionFailed");
    assertThat(s3.get("copy")).isEqualTo("foreign");
    assertThat(code(() -> copy(etag("k"), etag("copy"), null))).isEqualTo("none");
  }

  @Test
  void a_delete_takes_only_what_was_seen() {
    String seen = etag("k");
    s3.put("k", "newer");
    assertThat(code(() -> deleteIfMatch("k", seen))).isEqualTo("PreconditionFailed");
    assertThat(s3.get("k")).isEqualTo("newer");
    assertThat(code(() -> deleteIfMatch("k", etag("k")))).isEqualTo("none");
    assertThat(code(() -> deleteIfMatch("k", seen))).isEqualTo("none");
  }

  @Test
  void a_read_is_of_what_was_seen_or_of_nothing() {
    String seen = etag("k");
    assertThat(code(() -> s3.client.getObjectAsBytes(r -> r.bucket(BUCKET).key("k").ifMatch(seen))))
        .isEqualTo("none");
    assertThat(code(() -> s3.client.getObjectAsBytes(r -> r.bucket(BUCKET).key("k").ifMatch("x"))))
        .isEqualTo("PreconditionFailed");
    assertThat(code(() -> s3.client.headObject(r -> r.bucket(BUCKET).key("k").ifNoneMatch(seen))))
        .isEqualTo("304");
  }

  /** All have seen the empty place when they are let go together: only the last check counts. */
  @Test
  void of_many_puts_for_an_empty_place_exactly_one_wins_and_its_content_stays() throws Exception {
    int racers = 16;
    for (int round = 0; round < 20; round++) {
      String key = "race/" + round;
      var hook = s3.server.hooks().add(Rule.on("PutObject", new Action.Hold()).inBody(1));
      List<Future<String>> results = new ArrayList<>();
      try (ExecutorService threads = Executors.newFixedThreadPool(racers)) {
        for (int i = 0; i < racers; i++) {
          String content = "by " + i;
          results.add(threads.submit(() -> code(() -> putIfAbsent(key, content)) + " " + content));
        }
        hook.awaitHeld(racers);
        s3.server.hooks().remove(hook);
      }
      List<String> winners = new ArrayList<>();
      for (var result : results) {
        if (result.get().startsWith("none ")) winners.add(result.get().substring(5));
        else assertThat(result.get()).startsWith("PreconditionFailed");
      }
      assertThat(winners).containsExactly(s3.get(key));
    }
  }

  private void putIfAbsent(String key, String content) {
    s3.client.putObject(
        r -> r.bucket(BUCKET).key(key).ifNoneMatch("*"), RequestBody.fromString(content));
  }

  private void putIfMatch(String key, String etag) {
    s3.client.putObject(
        r -> r.bucket(BUCKET).key(key).ifMatch(etag), RequestBody.fromString("replaced"));
  }

  private void deleteIfMatch(String key, String etag) {
    s3.client.deleteObject(r -> r.bucket(BUCKET).key(key).ifMatch(etag));
  }

  private void copy(String sourceIfMatch, String ifMatch, String ifNoneMatch) {
    s3.client.copyObject(r ->
        r.sourceBucket(BUCKET)
            .sourceKey("k")
            .copySourceIfMatch(sourceIfMatch)
            .ifMatch(ifMatch)
            .ifNoneMatch(ifNoneMatch)
            .destinationBucket(BUCKET)
            .destinationKey("copy"));
  }
}
