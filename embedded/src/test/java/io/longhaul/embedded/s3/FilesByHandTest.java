package io.longhaul.embedded.s3;

import static io.longhaul.embedded.s3.S3UnderTest.BUCKET;
import static io.longhaul.embedded.s3.S3UnderTest.code;
import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.stack.EmbeddedFolders;
import io.longhaul.stack.LeftOut;
import io.longhaul.stack.LocalCloud;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

/** What is done to the files is done to the objects. */
class FilesByHandTest {
  private static final String MD5_OF_DROPPED = "\"41d368a58ee26891a6a586ddaaa604f8\"";

  @TempDir Path root;
  @TempDir Path elsewhere;
  S3UnderTest s3;

  @BeforeEach
  void start() throws IOException {
    s3 = new S3UnderTest(root);
  }

  @AfterEach
  void stop() throws IOException {
    s3.close();
  }

  @Test
  void a_dropped_file_is_an_object_with_its_md5_as_etag() throws IOException {
    drop("some/where/file", "dropped");
    assertThat(s3.object("some/where/file").response().eTag()).isEqualTo(MD5_OF_DROPPED);
    assertThat(s3.keys(1000)).containsExactly("some/where/file");
  }

  @Test
  void a_copy_of_a_dropped_file_is_conditional_on_its_etag_without_a_listing_before()
      throws IOException {
    drop("file", "dropped");
    assertThat(code(() -> copyIfMatch("file", "\"00000000000000000000000000000000\"")))
        .isEqualTo("PreconditionFailed");
    assertThat(code(() -> copyIfMatch("file", MD5_OF_DROPPED))).isEqualTo("none");
  }

  @Test
  void an_edited_file_has_a_new_etag_and_loses_its_metadata() throws IOException {
    s3.client.putObject(
        r -> r.bucket(BUCKET).key("k").metadata(Map.of("a", "b")),
        RequestBody.fromString("as long"));
    String before = s3.object("k").response().eTag();
    drop("k", "dropped");
    assertThat(s3.object("k").response().eTag()).isEqualTo(MD5_OF_DROPPED).isNotEqualTo(before);
    assertThat(s3.object("k").response().metadata()).isEmpty();
    assertThat(s3.get("k")).isEqualTo("dropped");
  }

  @Test
  void a_touched_file_keeps_etag_and_metadata() throws IOException {
    s3.client.putObject(
        r -> r.bucket(BUCKET).key("k").metadata(Map.of("a", "b")), RequestBody.fromString("old"));
    Files.setLastModifiedTime(s3.file("k"), FileTime.fromMillis(1_000_000_000_000L));
    assertThat(s3.object("k").response().metadata()).containsEntry("a", "b");
    assertThat(s3.object("k").response().lastModified()).hasToString("2001-09-09T01:46:40Z");
  }

  @Test
  void a_file_removed_by_hand_is_gone_from_listing_and_reading() throws IOException {
    s3.put("a/b", "x");
    s3.put("c", "x");
    Files.delete(s3.file("a/b"));
    assertThat(s3.keys(1000)).containsExactly("c");
    assertThat(code(() -> s3.get("a/b"))).isEqualTo("NoSuchKey");
  }

  @Test
  void a_link_is_never_followed_out_of_the_root() throws IOException {
    Files.writeString(elsewhere.resolve("secret"), "secret");
    Files.createSymbolicLink(s3.file("link"), elsewhere);
    Files.createSymbolicLink(s3.file("file-link"), elsewhere.resolve("secret"));
    Files.createSymbolicLink(root.resolve("linked-bucket"), elsewhere);
    assertThat(s3.keys(1000)).isEmpty();
    assertThat(code(() -> s3.get("link/secret"))).isEqualTo("NoSuchKey");
    assertThat(code(() -> s3.get("file-link"))).isEqualTo("NoSuchKey");
    s3.put("link/secret", "overwritten?");
    assertThat(s3.get("link/secret")).isEqualTo("overwritten?");
    assertThat(elsewhere.resolve("secret")).hasContent("secret");
    assertThat(code(() -> s3.client.headBucket(r -> r.bucket("linked-bucket"))))
        .isEqualTo("NoSuchBucket");
  }

  @Test
  void what_no_object_stands_for_is_counted_with_examples_below_the_prefix_that_is_asked_for()
      throws IOException {
    drop("good", "x");
    drop("sub/good", "x");
    drop("sub/a\nb", "x");
    drop("sub/tab\t/good", "x");
    Files.createSymbolicLink(s3.file("sub/link"), elsewhere);
    Files.createSymbolicLink(s3.file("other"), elsewhere);
    LeftOut all = leftOut("");
    assertThat(all.names()).isEqualTo(2);
    assertThat(all.links()).isEqualTo(2);
    assertThat(all.others()).isZero();
    assertThat(all.examples()).hasSize(3);
    assertThat(leftOut("sub/").examples()).contains("sub/link").doesNotContain("other");
    assertThat(leftOut("sub/a").examples()).containsExactly("sub/a\nb");
    assertThat(leftOut("other/below/the/link").links()).isEqualTo(1);
    assertThat(leftOut("good")).isEqualTo(LeftOut.NONE);
    assertThat(folders().leftOut("none-such", "", Optional.empty())).isEmpty();
  }

  @Test
  void what_came_later_than_a_moment_is_told_apart_however_its_times_are_set() throws Exception {
    Files.createSymbolicLink(s3.file("link"), elsewhere);
    drop("tab\t", "x");
    Files.setLastModifiedTime(s3.file("tab\t"), FileTime.fromMillis(1_000_000_000_000L));
    Instant now = Instant.now();
    assertThat(leftOutUntil(now.minusSeconds(60))).isEqualTo(LeftOut.NONE);
    assertThat(leftOutUntil(now.plusSeconds(60)).all()).isEqualTo(2);
  }

  @Test
  void a_name_of_other_bytes_than_utf_8_is_shown_by_them() throws Exception {
    Process made =
        new ProcessBuilder("sh", "-c", "printf x > \"$(printf 'a\\377b')\"")
            .directory(s3.file("").toFile())
            .start();
    assertThat(made.waitFor()).isZero();
    assertThat(leftOut("").examples()).containsExactly("a%FFb");
  }

  private LeftOut leftOut(String prefix) {
    return folders().leftOut(BUCKET, prefix, Optional.empty()).orElseThrow();
  }

  private LeftOut leftOutUntil(Instant until) {
    return folders().leftOut(BUCKET, "", Optional.of(until)).orElseThrow();
  }

  private EmbeddedFolders folders() {
    var credentials = S3UnderTest.CREDENTIALS;
    return new EmbeddedFolders(
        new LocalCloud.Server(
            s3.server.endpoint().toString(), credentials.accessKey(), credentials.secret()));
  }

  @Test
  void folders_left_empty_by_a_delete_go_with_it() {
    s3.put("a/b/c", "x");
    s3.client.deleteObject(r -> r.bucket(BUCKET).key("a/b/c"));
    assertThat(s3.file("a")).doesNotExist();
    s3.put("a", "a file now");
    assertThat(s3.file("a")).hasContent("a file now");
  }

  private void drop(String path, String content) throws IOException {
    Files.createDirectories(s3.file(path).getParent());
    Files.writeString(s3.file(path), content);
  }

  private void copyIfMatch(String key, String etag) {
    s3.client.copyObject(r ->
        r.sourceBucket(BUCKET)
            .sourceKey(key)
            .copySourceIfMatch(etag)
            .destinationBucket(BUCKET)
            .destinationKey("copy"));
  }
}
