package io.longhaul.manifest;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads lines one by one, of which it holds one, and says at which byte each began. */
public final class Lines {
  /** No row is longer: a key has 1,024 bytes, and encoded three times as many. */
  private static final int LONGEST = 64 * 1024;

  private final InputStream in;
  private long at;
  private long began;

  /**
   * @param at which byte of the whole the stream begins with
   */
  public Lines(InputStream in, long at) {
    this.in = new BufferedInputStream(in, 64 * 1024);
    this.at = at;
  }

  /**
   * The next line without what ends it; null: there is none.
   *
   * @throws BadRow if it is longer than any row
   */
  public @Nullable String next() throws IOException, BadRow {
    began = at;
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); ; b = in.read()) {
      if (b >= 0) at++;
      if (b < 0 && line.size() == 0 && at == began) return null;
      if (b < 0 || b == '\n') break;
      if (line.size() == LONGEST) throw new BadRow("is longer than %,d bytes".formatted(LONGEST));
      line.write(b);
    }
    String text = line.toString(StandardCharsets.UTF_8);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  /** Where the last line began. */
  public long began() {
    return began;
  }
}
