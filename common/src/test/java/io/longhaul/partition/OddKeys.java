package io.longhaul.partition;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/** Keys as no two people would name them, in byte order, from a seed. */
final class OddKeys {
  private static final String[] PIECES = {
    "0",
    "9",
    "A",
    "F",
    "G",
    "a",
    "f",
    "/",
    "//",
    "..",
    " ",
    "+",
    "%2F",
    "~",
    "\u0001",
    "\u007f",
    "\u00e9",
    "\ud7ff",
    "\ue000",
    "\uffee",
    "\ud800\udc00",
    "\ud83d\ude00",
    "\udbff\udfff"
  };

  private OddKeys() {}

  static List<String> below(String base, Random random, int count) {
    TreeSet<String> keys = new TreeSet<>(io.longhaul.unit.KeyOrder.BYTES);
    for (int i = 0; i < count; i++) keys.add(base + name(random, 6));
    return new ArrayList<>(keys);
  }

  static String name(Random random, int longest) {
    StringBuilder name = new StringBuilder();
    for (int i = random.nextInt(longest + 1); i > 0; i--) {
      name.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return name.toString();
  }
}
