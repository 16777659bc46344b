package io.longhaul.s3.vertx;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The few words that a listing says again and again, each held once in memory. The one that was
 * said last is tried first.
 */
final class Words {
  private final List<String> words;
  private final byte[][] bytes;
  private int last;

  Words(String... words) {
    this.words = List.of(words);
    this.bytes = Arrays.stream(words).map(word -> word.getBytes(UTF_8)).toArray(byte[][]::new);
  }

  /** The word that is the text of the last event; null: it is another. */
  @Nullable String said(XmlScanner xml) {
    if (xml.says(bytes[last])) return words.get(last);
    for (int i = 0; i < bytes.length; i++) {
      if (!xml.says(bytes[i])) continue;
      last = i;
      return words.get(i);
    }
    return null;
  }
}
