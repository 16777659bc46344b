package io.longhaul.embedded.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FullDiskTest {
  @Test
  void the_systems_own_words_are_known() throws IOException {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "no device here is always full");
    try (OutputStream out = Files.newOutputStream(full)) {
      out.write("content".getBytes(UTF_8));
      throw new AssertionError("it took what it cannot hold");
    } catch (IOException e) {
      assertThat(FullDisk.isSaidBy(e)).as(e.getMessage()).isTrue();
      assertThat(FullDisk.isSaidBy(new UncheckedIOException("index not written", e))).isTrue();
    }
  }

  @Test
  void a_quota_is_known_too_and_nothing_else_is() {
    assertThat(FullDisk.isSaidBy(new FileSystemException("/s3/a", null, "Disk quota exceeded")))
        .isTrue();
    assertThat(FullDisk.isSaidBy(new AccessDeniedException("/s3/a"))).isFalse();
    assertThat(FullDisk.isSaidBy(new IOException("Input/output error"))).isFalse();
    assertThat(FullDisk.isSaidBy(new IllegalStateException())).isFalse();
  }
}
