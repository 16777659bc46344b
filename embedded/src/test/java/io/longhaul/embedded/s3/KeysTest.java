package io.longhaul.embedded.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Every key that S3 has can be written, listed, read, copied and deleted. */
class KeysTest {
  static final List<String> ODD =
      List.of(
          "plain.txt",
          "a b  c",
          "a+b",
          "100%",
          "a%2Fb",
          "a%20b",
          "ümläut/日本語",
          "emoji \uD83D\uDE80",
          "private \uE000 use",
          "k",
          "k/child",
          "k/child/grandchild",
          "dir/",
          "double//slash",
          "/leading",
          "//two",
          "../up",
          "a/../b",
          "a/./b",
          ".",
          "..",
          "tab\tkey",
          "line\nkey",
          "bell\u0001key",
          "delete\u007fkey",
          "<&>\"'",
          "back\\slash",
          "q?x=1&y#z",
          ".longhaul-s3/index.mv",
          "s".repeat(256),
          "x".repeat(1024),
          "ü".repeat(512),
          "deep/".repeat(200) + "end");

  @TempDir Path root;
  S3UnderTest s3;

  @BeforeEach
  void start() throws IOException {
    s3 = new S3UnderTest(root);
  }

  @AfterEach
  void stop() throws IOException {
    s3.close();
  }

  @ParameterizedTest
  @FieldSource("ODD")
  void any_key_is_written_read_copied_and_deleted(String key) {
    s3.put(key, "content of it");
    assertThat(s3.get(key)).isEqualTo("content of it");
    assertThat(s3.keys(1000)).containsExactly(key);
    s3.copy(key, "copied/to");
    assertThat(s3.get("copied/to")).isEqualTo("content of it");
    s3.client.deleteObject(r -> r.bucket(S3UnderTest.BUCKET).key(key));
    assertThat(S3UnderTest.code(() -> s3.get(key))).isEqualTo("NoSuchKey");
    s3.copy("copied/to", key);
    assertThat(s3.get(key)).isEqualTo("content of it");
  }

  @Test
  void all_of_them_live_side_by_side_and_are_listed_in_byte_order_on_any_page_size()
      throws IOException {
    for (String key : ODD) s3.put(key, "of " + key);
    var expected = ODD.stream().sorted(BYTE_ORDER).toList();
    for (int pageSize : new int[] {1, 2, 7, 1000}) {
      assertThat(s3.keys(pageSize)).containsExactlyElementsOf(expected);
    }
    for (String key : ODD) assertThat(s3.get(key)).isEqualTo("of " + key);
    try (var outside = Files.list(root)) {
      assertThat(outside.map(p -> p.getFileName().toString()))
          .containsExactlyInAnyOrder(S3UnderTest.BUCKET, ".longhaul-s3");
    }
  }

  @Test
  void they_are_all_there_after_a_restart_and_after_the_index_was_lost() throws IOException {
    for (String key : ODD) s3.put(key, "of " + key);
    var before = s3.keys(1000);
    s3.close();
    s3 = new S3UnderTest(root);
    assertThat(s3.keys(1000)).isEqualTo(before);
    s3.close();
    Files.delete(root.resolve(".longhaul-s3/index.mv"));
    s3 = new S3UnderTest(root);
    assertThat(s3.keys(1000)).isEqualTo(before);
    for (String key : ODD) assertThat(s3.get(key)).isEqualTo("of " + key);
  }

  @Test
  void a_key_that_can_be_a_path_is_a_plain_file() throws IOException {
    s3.put("a b/ü+%.txt", "seen");
    assertThat(s3.file("a b/ü+%.txt")).hasContent("seen");
  }

  @Test
  void a_key_of_1025_bytes_is_refused_by_name_and_changes_nothing() {
    String tooLong = "y".repeat(1025);
    assertThat(S3UnderTest.code(() -> s3.put(tooLong, "no"))).isEqualTo("KeyTooLongError");
    assertThat(s3.keys(1000)).isEmpty();
  }

  static final Comparator<String> BYTE_ORDER =
      (a, b) ->
          Arrays.compareUnsigned(
              a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
}
