package io.longhaul.embedded.s3.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.h2.mvstore.MVStoreException;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;
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

  @Test
  void a_disk_that_was_full_costs_nothing_that_was_published() throws Exception {
    FilePath.register(new FullDisk());
    int published;
    try (var index = new Index(folder, line -> true, FullDisk.SCHEME + ":")) {
      publish(index, 0);
      index.checkpoint();
      FullDisk.full = true;
      published = publishUntilTheStoreIsClosed(index);
      FullDisk.full = false;
      publish(index, published);
      for (int i = 0; i <= published; i++) {
        assertThat(index.get(BUCKET, key(i))).as("key %d", i).isEqualTo(entry());
      }
      index.checkpoint();
      copyAsKilled();
    }
    try (var index = new Index(killed, line -> true)) {
      for (int i = 0; i <= published; i++) {
        assertThat(index.get(BUCKET, key(i))).as("key %d", i).isEqualTo(entry());
      }
    }
  }

  private static void publish(Index index, int i) throws IOException {
    index.publish(new Journal.Line(BUCKET, key(i), entry()), () -> {});
  }

  /** How many were published by then, key 0 included. */
  private static int publishUntilTheStoreIsClosed(Index index) throws IOException {
    for (int i = 1; i < 10_000; i++) {
      publish(index, i);
      try {
        index.checkpoint();
      } catch (MVStoreException e) {
        return i + 1; // it is closed from now on
      }
    }
    throw new AssertionError("a full disk is not noticed");
  }

  /** A disk that takes nothing when it is full; public, for H2 makes its own. */
  public static final class FullDisk extends FilePathWrapper {
    static final String SCHEME = "full";
    static volatile boolean full;

    @Override
    public FileChannel open(String mode) throws IOException {
      return new ForwardingChannel(super.open(mode)) {
        @Override
        public int write(ByteBuffer bytes, long position) throws IOException {
          if (full) throw new IOException("No space left on device");
          return super.write(bytes, position);
        }
      };
    }

    @Override
    public String getScheme() {
      return SCHEME;
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
