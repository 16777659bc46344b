package io.longhaul.unit;

import java.util.Comparator;

/**
 * The order of S3 keys: unsigned bytes of their UTF-8 form, which is the order of code points.
 *
 * <p>{@link String#compareTo} differs from it above U+FFFF, where surrogates sort before U+E000.
 */
public final class KeyOrder {
  public static final Comparator<String> BYTES = KeyOrder::compare;

  private KeyOrder() {}

  public static int compare(String a, String b) {
    int shorter = Math.min(a.length(), b.length());
    for (int i = 0; i < shorter; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        boolean pairX = Character.isSurrogate(x);
        boolean pairY = Character.isSurrogate(y);
        return pairX == pairY ? x - y : pairX ? 1 : -1;
      }
    }
    return a.length() - b.length();
  }
}
