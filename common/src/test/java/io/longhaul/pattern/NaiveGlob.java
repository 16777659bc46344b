package io.longhaul.pattern;

/** Matches as a person would go about it, trying everything; slow, and easy to see through. */
final class NaiveGlob {
  private NaiveGlob() {}

  static boolean matches(String glob, String name) {
    return matches(glob.replaceAll("\\*{2,}", "**"), name, true);
  }

  /**
   * @param segment whether a segment of the pattern begins here
   */
  private static boolean matches(String glob, String name, boolean segment) {
    if (glob.isEmpty()) return name.isEmpty();
    if (segment && glob.startsWith("**/")) return folders(glob.substring(3), name);
    if (glob.startsWith("**")) return some(glob.substring(2), name, true);
    if (glob.startsWith("*")) return some(glob.substring(1), name, false);
    if (name.isEmpty()) return false;
    char c = name.charAt(0);
    String left = name.substring(1);
    if (glob.startsWith("[")) {
      int end = glob.indexOf(']', glob.startsWith("[!") ? 3 : 2);
      return oneOf(glob.substring(1, end), c) && matches(glob.substring(end + 1), left, false);
    }
    boolean same = glob.charAt(0) == '?' ? c != '/' : c == glob.charAt(0);
    return same && matches(glob.substring(1), left, glob.charAt(0) == '/');
  }

  private static boolean folders(String rest, String name) {
    if (matches(rest, name, true)) return true;
    for (int at = name.indexOf('/'); at >= 0; at = name.indexOf('/', at + 1)) {
      if (matches(rest, name.substring(at + 1), true)) return true;
    }
    return false;
  }

  private static boolean some(String rest, String name, boolean slashes) {
    for (int taken = 0; taken <= name.length(); taken++) {
      if (!slashes && name.substring(0, taken).contains("/")) return false;
      if (matches(rest, name.substring(taken), false)) return true;
    }
    return false;
  }

  private static boolean oneOf(String these, char c) {
    if (these.startsWith("!")) return c != '/' && !oneOf(these.substring(1), c);
    for (int at = 0; at < these.length(); at++) {
      boolean range = at + 2 < these.length() && these.charAt(at + 1) == '-';
      if (c >= these.charAt(at) && c <= these.charAt(range ? at + 2 : at)) return true;
      if (range) at += 2;
    }
    return false;
  }
}
