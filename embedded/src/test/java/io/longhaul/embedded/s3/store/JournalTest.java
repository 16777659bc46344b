package io.longhaul.embedded.s3.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged is there again, whatever became of the write before it. */
class JournalTest {
  @TempDir private Path folder;
  private FullDisk disk;

  @BeforeEach
  void aDiskWithRoom() {
    disk = new FullDisk();
  }

  @Test
  void a_write_that_fails_half_way_is_refused_and_hides_nothing_that_follows() throws IOException {
    try (Journal journal = new Journal(folder, disk::open)) {
      journal.append(line("before"));
      disk.room = 20;
      assertThatIOException().isThrownBy(() -> journal.append(line("torn")));
      disk.room = Integer.MAX_VALUE;
      journal.append(line("after"));
    }
    assertThat(replayed()).containsExactly("before", "after");
  }

  @Test
  void where_the_torn_end_cannot_be_cut_off_what_follows_goes_to_another_file() throws IOException {
    try (Journal journal = new Journal(folder, disk::open)) {
      journal.append(line("before"));
      disk.room = 20;
      disk.stuck = true;
      assertThatIOException().isThrownBy(() -> journal.append(line("torn")));
      disk.room = Integer.MAX_VALUE;
      disk.stuck = false;
      journal.append(line("after"));
    }
    assertThat(replayed()).containsExactly("before", "after");
  }

  @Test
  void an_interrupt_closes_the_file_and_not_the_journal() throws IOException {
    try (Journal journal = new Journal(folder)) {
      journal.append(line("before"));
      Thread.currentThread().interrupt();
      assertThatIOException().isThrownBy(() -> journal.append(line("interrupted")));
      assertThat(Thread.interrupted()).isTrue();
      journal.append(line("after"));
    }
    assertThat(replayed()).contains("before", "after");
  }

  @Test
  void a_commit_forgets_no_file_that_was_begun_after_it() throws IOException {
    try (Journal journal = new Journal(folder, disk::open)) {
      journal.append(line("committed"));
      journal.turn();
      journal.append(line("later"));
      disk.room = 20;
      disk.stuck = true;
      assertThatIOException().isThrownBy(() -> journal.append(line("torn")));
      disk.room = Integer.MAX_VALUE;
      journal.forgetBefore(0);
      journal.append(line("last"));
    }
    assertThat(replayed()).containsExactly("later", "last");
  }

  private List<String> replayed() throws IOException {
    List<String> keys = new ArrayList<>();
    try (Journal again = new Journal(folder)) {
      again.replay(line -> keys.add(new String(line.key().utf8(), StandardCharsets.UTF_8)));
    }
    return keys;
  }

  private static Journal.Line line(String key) {
    return new Journal.Line(
        "bucket",
        Key.ofBytes(key.getBytes(StandardCharsets.UTF_8)),
        new Entry(new Stat(1, 2, 3), "etag", false, Map.of(), Map.of()));
  }

  /** Takes so many bytes more, and then none. */
  private static final class FullDisk {
    int room = Integer.MAX_VALUE;
    boolean stuck;

    FileChannel open(Path file) throws IOException {
      FileChannel real =
          FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      return new FullChannel(real, this);
    }
  }

  /** Only what a journal asks of a channel. */
  private static final class FullChannel extends ForwardingChannel {
    private final FullDisk disk;

    FullChannel(FileChannel real, FullDisk disk) {
      super(real);
      this.disk = disk;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
      if (disk.room == 0) throw new IOException("No space left on device");
      int now = Math.min(disk.room, bytes.remaining());
      ByteBuffer part = bytes.slice(bytes.position(), now);
      int written = super.write(part);
      bytes.position(bytes.position() + written);
      if (disk.room != Integer.MAX_VALUE) disk.room -= written;
      return written;
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
      if (disk.stuck) throw new IOException("Input/output error");
      super.truncate(size);
      return this;
    }
  }
}
