package io.longhaul.bench.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/** What an object holds: its key, its version, and bytes that follow from both and nothing else. */
final class Content {
  private static final int MOST = 16 << 10;
  private static final int ONE_LARGE_IN = 40;
  private static final int MOST_OF_LARGE = 1 << 20;

  private Content() {}

  static byte[] of(String key, long version) {
    byte[] head = (key + "\n" + version + "\n").getBytes(UTF_8);
    SplittableRandom random = new SplittableRandom(31L * key.hashCode() + version);
    int most = random.nextInt(ONE_LARGE_IN) == 0 ? MOST_OF_LARGE : MOST;
    byte[] body = new byte[random.nextInt(most)];
    random.nextBytes(body);
    byte[] all = Arrays.copyOf(head, head.length + body.length);
    System.arraycopy(body, 0, all, head.length, body.length);
    return all;
  }

  /** Which version of the key's content this is, to the last byte; empty: none. */
  static OptionalLong versionOf(String key, byte[] content) {
    int first = indexOf(content, 0);
    int second = indexOf(content, first + 1);
    if (first < 0 || second < 0) return OptionalLong.empty();
    try {
      String number = new String(content, first + 1, second - first - 1, UTF_8);
      long version = Long.parseLong(number);
      return Arrays.equals(content, of(key, version))
          ? OptionalLong.of(version)
          : OptionalLong.empty();
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  private static int indexOf(byte[] content, int from) {
    for (int i = from; i < content.length; i++) if (content[i] == '\n') return i;
    return -1;
  }
}
