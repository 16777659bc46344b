package io.longhaul.s3;

import java.util.Random;

/** Buckets as nobody wants to have them; the longest keys have 1,024 bytes at the target. */
public enum HardBucket {
  EVEN,
  ALL_BELOW_ONE_PREFIX,
  A_HUNDRED_LEVELS_DEEP,
  BINARY_LIKE,
  NINETY_PERCENT_BELOW_ONE_PREFIX,
  AS_LONG_AS_A_KEY_MAY_BE,
  /** The same, where a name between two slashes has 255 bytes at the most. */
  AS_LONG_IN_FOLDERS,
  AROUND_SURROGATE_PAIRS;

  /** The key of one of its objects; some come twice. */
  public String key(Random random, int number) {
    return switch (this) {
      case EVEN -> "%08X".formatted(random.nextInt());
      case ALL_BELOW_ONE_PREFIX -> "data/warehouse/orders/part-%06d".formatted(number);
      case A_HUNDRED_LEVELS_DEEP -> "d/".repeat(100) + "%06x".formatted(random.nextInt(1 << 24));
      case BINARY_LIKE -> binary(random);
      case NINETY_PERCENT_BELOW_ONE_PREFIX ->
          (random.nextInt(10) == 0 ? "%02x/".formatted(random.nextInt(256)) : "7e/")
              + "%06x".formatted(random.nextInt(1 << 24));
      case AS_LONG_AS_A_KEY_MAY_BE -> "k".repeat(1013) + "%07d".formatted(number);
      case AS_LONG_IN_FOLDERS ->
          ("k".repeat(240) + "/").repeat(4) + "k".repeat(49) + "%07d".formatted(number);
      case AROUND_SURROGATE_PAIRS -> pieces(random);
    };
  }

  private static String binary(Random random) {
    StringBuilder key = new StringBuilder();
    for (int i = 0; i < 5; i++) {
      int c = 1 + random.nextInt(random.nextBoolean() ? 0xff : 0x10fffe);
      boolean half = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
      key.appendCodePoint(half ? 0xfffd : c);
    }
    return key.toString();
  }

  private static String pieces(Random random) {
    String[] all = {"\ud7ff", "\ue000", "\uffee", "\ud800\udc00", "\udbff\udffd", "a"};
    StringBuilder key = new StringBuilder();
    for (int i = 0; i < 7; i++) key.append(all[random.nextInt(all.length)]);
    return key.toString();
  }
}
