package io.longhaul.s3;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/** Few keys, so that calls meet, and odd ones, so that they are told apart by their bytes alone. */
final class RandomKeys {
  private static final String[] PLAIN = {"a", "a/b", "a/b/c", "a/b/", "a-b", "a b", "b", "b//c"};
  private static final String SOME =
      "abcABC019 /-_.~+%&=?#'\"<>\\*!@$;:,()[]{}|^`\u00e9\u00df\u0416\u65e5\u672c\uac00\u0301";
  private static final String TAME = "abcABC019 /-_.+\u00e9\u0416\u65e5";
  private static final String ODDER = "\u0001\t\n\r\u007f\u0085\u2028\ufeff\ufffd\uffff";

  private final Random random;
  private final StoreEngine engine;
  private final boolean any;
  private final Set<String> given = new HashSet<>();
  private final List<String> pool = new ArrayList<>();

  RandomKeys(Random random, StoreEngine engine) {
    this.random = random;
    this.engine = engine;
    this.any = engine.cannotHold().isEmpty();
    List<OddKey> odd =
        Arrays.stream(OddKey.values()).filter(k -> !engine.cannotHold().contains(k)).toList();
    for (int i = 0; i < 3; i++) pool.add(held(() -> odd.get(random.nextInt(odd.size())).key()));
    for (int i = 0; i < 3; i++) pool.add(held(this::made));
    for (int i = 0; i < 4; i++) pool.add(held(() -> PLAIN[random.nextInt(PLAIN.length)]));
  }

  /** The next that the engine holds, beside all that were given before. */
  private String held(Supplier<String> next) {
    String key = next.get();
    while (!engine.holds(key) || (!engine.holdsKeyBesideFolder() && besideFolder(key))) {
      key = next.get();
    }
    given.add(key);
    return key;
  }

  private boolean besideFolder(String key) {
    return given.stream()
        .anyMatch(other -> key.startsWith(other + "/") || other.startsWith(key + "/"));
  }

  /** One of a few, mostly. */
  String key() {
    return random.nextInt(20) == 0 ? held(this::made) : pool.get(random.nextInt(pool.size()));
  }

  /** The beginning of a key, by whole characters; empty: of all. */
  String prefix() {
    if (random.nextInt(3) == 0) return "";
    String key = key();
    return key.substring(
        0, key.offsetByCodePoints(0, random.nextInt(key.codePointCount(0, key.length()) + 1)));
  }

  /** What no request can carry. */
  String impossible() {
    return List.of("", "\ud800", "a\udc00b", "k".repeat(1025), "\u65e5".repeat(342))
        .get(random.nextInt(5));
  }

  private String made() {
    StringBuilder key = new StringBuilder();
    int length = 1 + random.nextInt(random.nextInt(10) == 0 ? 300 : 12);
    for (int i = 0; i < length; i++) key.appendCodePoint(codePoint());
    String made = key.toString();
    return made.getBytes(StandardCharsets.UTF_8).length <= 1024 ? made : made.substring(0, 1);
  }

  private int codePoint() {
    if (!any) return TAME.charAt(random.nextInt(TAME.length()));
    return switch (random.nextInt(8)) {
      case 0 -> ODDER.charAt(random.nextInt(ODDER.length()));
      case 1 -> 0x1F300 + random.nextInt(0x200);
      case 2 -> 0xA0 + random.nextInt(0x500);
      default -> SOME.charAt(random.nextInt(SOME.length()));
    };
  }
}
