package io.longhaul.embedded.s3.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexTest {
  private static final String BUCKET = "bucket";
  private static final int KEYS = 50;

  @TempDir Path folder;
  @TempDir Path killed;

  @Test
  void an_index_that_comes_back_without_its_last_commits_has_what_they_held() throws Exception {
    try (var index = new Index(folder, line -> true)) {
      for (int i = 0; i < KEYS; i++) {
        index.publish(new Journal.Line(BUCKET, key(i), entry()), () -> {});
        index.checkpoint();
      }
      copyAsKilled();
    }
    try (var file = FileChannel.open(killed.resolve("index.mv"), StandardOpenOption.WRITE)) {
      file.truncate(file.size() / 2);
    }
    try (var index = new Index(killed, line -> true)) {
      for (int i = 0; i < KEYS; i++) assertThat(index.get(BUCKET, key(i))).isEqualTo(entry());
    }
  }

  @Test
  void a_closed_index_needs_no_journal() throws Exception {
    try (var index = new Index(folder, line -> true)) {
      index.publish(new Journal.Line(BUCKET, key(1), entry()), () -> {});
      index.checkpoint();
      index.publish(new Journal.Line(BUCKET, key(2), entry()), () -> {});
    }
    assertThat(folder).isDirectoryNotContaining("glob:**journal-*");
    try (var index = new Index(folder, line -> false)) {
      assertThat(index.get(BUCKET, key(1))).isEqualTo(entry());
      assertThat(index.get(BUCKET, key(2))).isEqualTo(entry());
    }
  }

  @Test
  void the_journal_of_commits_long_ago_is_dropped() throws Exception {
    try (var index = new Index(folder, line -> true)) {
      for (int i = 0; i < 200; i++) {
        index.publish(new Journal.Line(BUCKET, key(i), entry()), () -> {});
        index.checkpoint();
      }
      try (var files = Files.newDirectoryStream(folder, "journal-*")) {
        assertThat(files).hasSizeLessThan(70);
      }
    }
  }

  private void copyAsKilled() throws IOException {
    try (var files = Files.newDirectoryStream(folder)) {
      for (Path file : files) Files.copy(file, killed.resolve(file.getFileName()));
    }
  }

  private static Key key(int i) {
    return Key.ofBytes("key-%03d".formatted(i).getBytes(StandardCharsets.UTF_8));
  }

  private static Entry entry() {
    return new Entry(new Stat(1, 2, 3), "etag", false, Map.of("x-amz-meta-a", "b"), Map.of());
  }
}
