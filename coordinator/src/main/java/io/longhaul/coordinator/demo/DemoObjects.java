package io.longhaul.coordinator.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The demo's objects, the same for the same seed: most of them small and in folders named by two
 * upper-case hex digits, some outside that alphabet, some with keys that other tools lose.
 *
 * <p>10,000 of them are about 300 MB.
 */
final class DemoObjects {
  private static final int KB = 1000;
  private static final int BLOCK = 1 << 20;

  /** Keys that no cut of the hex alphabet names, beside those that are merely odd. */
  private static final List<String> ODD =
      List.of(
          "!before-every-cut",
          "README.txt",
          "ab/lower-case",
          "between/9-and-A/:",
          "zz/after-every-cut",
          "~last",
          "3F/with space and + and % and %2F",
          "7A/äöü-ß-中文-\u0439",
          "7A/\ud83d\ude80 above U+FFFF",
          "A0/a//b",
          "A0//",
          "/leading-slash",
          "B1/../dots",
          "C2/./dot",
          "D3/folder/",
          "D3/bell\u0007and\ttab",
          "E4/quote\"and'and&<xml>",
          "FF/" + "long".repeat(250));

  private final int count;
  private final byte[] block = new byte[BLOCK];
  private final long seed;

  DemoObjects(int count, long seed) {
    this.count = count;
    this.seed = seed;
    new Random(seed).nextBytes(block);
  }

  int count() {
    return count;
  }

  byte[] block() {
    return block;
  }

  List<DemoObject> all() {
    Random random = new Random(seed);
    List<DemoObject> objects = new ArrayList<>(count);
    int odd = Math.min(ODD.size(), count / 10);
    for (int i = 0; i < odd; i++) {
      objects.add(new DemoObject(i, ODD.get(i), 100 + 37 * i, false));
    }
    for (int i = odd; i < count; i++) {
      int folder = random.nextInt(256);
      String key = "%02X/%06d.bin".formatted(folder, i);
      objects.add(new DemoObject(i, key, size(i, random), true));
    }
    return objects;
  }

  /** Of 10,000: three of 20 MB, thirty of 2 MB, a seventh of about 100 KB, the rest small. */
  private static int size(int number, Random random) {
    int place = number % 10_000;
    if (place % 3_333 == 1_000) return 20 * KB * KB;
    if (place % 333 == 100) return 2 * KB * KB;
    if (place % 100 == 50) return 0;
    if (place % 7 == 3) return 50 * KB + random.nextInt(100 * KB);
    return 1 + random.nextInt(8 * KB);
  }
}
