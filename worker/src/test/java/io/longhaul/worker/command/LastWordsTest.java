package io.longhaul.worker.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.time.SystemTime;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LastWordsTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  /** Somebody who got away holds the other end, and says nothing more. */
  private static final class NeverEnding extends InputStream {
    private volatile boolean waited;
    private final InputStream said = new ByteArrayInputStream("first\nlast\n".getBytes(UTF_8));

    @Override
    public int available() throws IOException {
      return said.available();
    }

    @Override
    public int read() throws IOException {
      if (said.available() == 0) waited = true;
      return said.read();
    }

    @Override
    public int read(byte[] into, int from, int count) throws IOException {
      if (said.available() == 0) waited = true;
      return said.read(into, from, count);
    }
  }

  @Test
  void what_nobody_ends_is_left_once_the_command_has_ended() throws Exception {
    LastWords words = new LastWords(new SystemTime());
    NeverEnding stream = new NeverEnding();
    Thread listens = Thread.ofVirtual().start(() -> words.listen(stream));
    words.over();
    assertThat(words.awaitSilence(LONG)).isTrue();
    assertThat(listens.join(LONG)).isTrue();
    assertThat(stream.waited).as("read where nothing was").isFalse();
    assertThat(words.lines()).containsExactly("first", "last");
  }
}
