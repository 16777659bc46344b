package io.longhaul.embedded.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longhaul.embedded.hooks.Action;
import io.longhaul.embedded.hooks.Rule;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;

/** Faults happen to the requests that a rule names, when it says, as often as it says. */
class HooksTest {
  @TempDir Path root;
  S3UnderTest s3;
  final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @BeforeEach
  void start() throws IOException {
    s3 = new S3UnderTest(root);
    s3.put("k", "content");
  }

  @AfterEach
  void stop() throws IOException {
    s3.close();
    threads.close();
  }

  @Test
  void a_failure_hits_as_many_fitting_requests_as_it_may_and_no_others() {
    var slowDown = new Action.Fail(503, "SlowDown", "later");
    s3.server.hooks().add(Rule.on("CopyObject", slowDown).key("a/.*").skip(1).times(2));
    assertThat(S3UnderTest.code(() -> s3.copy("k", "b/1"))).isEqualTo("none");
    assertThat(S3UnderTest.code(() -> s3.copy("k", "a/1"))).isEqualTo("none");
    assertThat(S3UnderTest.code(() -> s3.copy("k", "a/2"))).isEqualTo("SlowDown");
    assertThat(S3UnderTest.code(() -> s3.copy("k", "a/3"))).isEqualTo("SlowDown");
    assertThat(S3UnderTest.code(() -> s3.copy("k", "a/4"))).isEqualTo("none");
    assertThat(s3.keys(1000)).containsExactly("a/1", "a/4", "b/1", "k");
  }

  @Test
  void a_copy_can_answer_200_with_an_error_in_its_body() {
    s3.server.hooks().add(Rule.on("CopyObject", new Action.Fail(200, "InternalError", "torn")));
    assertThat(S3UnderTest.code(() -> s3.copy("k", "copy"))).isEqualTo("InternalError");
    assertThat(s3.keys(1000)).containsExactly("k");
  }

  @Test
  void a_held_request_has_no_effect_until_it_is_released() throws Exception {
    var hook = s3.server.hooks().add(Rule.on("CopyObject", new Action.Hold()));
    var copying = threads.submit(() -> s3.copy("k", "copy"));
    hook.awaitHeld(1);
    assertThat(s3.keys(1000)).containsExactly("k");
    s3.server.hooks().remove(hook);
    copying.get();
    assertThat(s3.get("copy")).isEqualTo("content");
  }

  @Test
  void a_put_held_in_the_middle_of_its_body_leaves_the_old_object_in_place() throws Exception {
    var hook = s3.server.hooks().add(Rule.on("PutObject", new Action.Hold()).inBody(100));
    var putting = threads.submit(() -> s3.put("k", "x".repeat(100_000)));
    hook.awaitHeld(1);
    assertThat(s3.get("k")).isEqualTo("content");
    s3.server.hooks().remove(hook);
    putting.get();
    assertThat(s3.get("k")).hasSize(100_000);
  }

  @Test
  void a_copy_held_before_it_is_published_has_read_the_old_source_and_meets_the_target_of_now()
      throws Exception {
    var hook = s3.server.hooks().add(Rule.on("CopyObject", new Action.Hold()).beforePublishing());
    var first = threads.submit(() -> S3UnderTest.code(() -> copyIfAbsent("first")));
    var late = threads.submit(() -> S3UnderTest.code(() -> copyIfAbsent("late")));
    hook.awaitHeld(2);
    s3.put("k", "newer");
    s3.put("late", "another's");
    s3.server.hooks().remove(hook);
    assertThat(first.get()).isEqualTo("none");
    assertThat(s3.get("first")).isEqualTo("content");
    assertThat(late.get()).isEqualTo("PreconditionFailed");
    assertThat(s3.get("late")).isEqualTo("another's");
    assertThat(hook.awaitAnswered(Duration.ofSeconds(30)).answered())
        .isEqualTo(Map.of(200, 1, 412, 1));
  }

  private void copyIfAbsent(String to) {
    s3.client.copyObject(r ->
        r.sourceBucket(S3UnderTest.BUCKET)
            .sourceKey("k")
            .destinationBucket(S3UnderTest.BUCKET)
            .destinationKey(to)
            .ifNoneMatch("*"));
  }

  @Test
  void a_put_held_before_it_is_published_meets_the_target_of_now() throws Exception {
    var hook =
        s3.server
            .hooks()
            .add(Rule.on("PutObject", new Action.Hold()).key("new").beforePublishing().times(1));
    var put = threads.submit(() -> S3UnderTest.code(() -> putIfAbsent("new")));
    hook.awaitHeld(1);
    s3.put("new", "another's");
    s3.server.hooks().remove(hook);
    assertThat(put.get()).isEqualTo("PreconditionFailed");
    assertThat(s3.get("new")).isEqualTo("another's");
  }

  private void putIfAbsent(String key) {
    s3.client.putObject(
        r -> r.bucket(S3UnderTest.BUCKET).key(key).ifNoneMatch("*"), RequestBody.fromString("x"));
  }

  @Test
  void a_connection_cut_before_the_effect_leaves_none_and_after_it_leaves_it() {
    var before = s3.server.hooks().add(Rule.on("CopyObject", new Action.Cut()));
    assertThatThrownBy(() -> s3.copy("k", "copy")).isInstanceOf(SdkClientException.class);
    assertThat(s3.keys(1000)).containsExactly("k");
    s3.server.hooks().remove(before);
    s3.server.hooks().add(Rule.on("CopyObject", new Action.Cut()).afterEffect());
    assertThatThrownBy(() -> s3.copy("k", "copy")).isInstanceOf(SdkClientException.class);
    assertThat(s3.keys(1000)).containsExactly("copy", "k");
  }

  @Test
  void a_download_can_break_off_in_the_middle() {
    s3.put("large", "y".repeat(1_000_000));
    s3.server.hooks().add(Rule.on("GetObject", new Action.Cut()).inBody(500_000).times(1));
    assertThatThrownBy(() -> s3.get("large")).isInstanceOf(SdkClientException.class);
    assertThat(s3.get("large")).hasSize(1_000_000);
  }

  @Test
  void a_listing_can_be_out_of_order() {
    s3.put("l", "content");
    s3.put("m", "content");
    var hook = s3.server.hooks().add(Rule.on("ListObjectsV2", new Action.Unsort()));
    assertThat(s3.keys(1000)).containsExactly("l", "k", "m");
    assertThat(s3.keys(1)).containsExactly("k", "l", "m");
    s3.server.hooks().remove(hook);
    assertThat(s3.keys(1000)).containsExactly("k", "l", "m");
  }

  @Test
  void a_delay_ends_when_its_hook_is_removed() throws Exception {
    var hook = s3.server.hooks().add(Rule.on("HeadObject", new Action.Delay(Duration.ofHours(1))));
    var asking =
        threads.submit(() -> s3.client.headObject(r -> r.bucket(S3UnderTest.BUCKET).key("k")));
    hook.awaitHeld(1);
    s3.server.hooks().remove(hook);
    assertThat(asking.get().contentLength()).isEqualTo(7);
  }
}
