package io.longhaul.partition;

import io.longhaul.unit.KeyOrder;
import io.longhaul.unit.Payload;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Where keys may lie that were not seen yet: each character that names are likely to go on with by
 * itself, and all others in blocks.
 *
 * @param shared what all keys of the range begin with
 */
record Ahead(Payload.Range range, String shared) {
  private static final int LONGEST_KEY = 1024;
  private static final int LIKELY = '~';

  /** Blocks of even size over all that there is; beside them those that double, from here on. */
  private static final int EVEN_BLOCKS = 16;

  /** The first of those that double, in characters. */
  private static final int NARROWEST = 16;

  /** What begins with a character: from this one on, one by one. */
  List<Payload.Range> letters(int from) {
    List<Payload.Range> letters = new ArrayList<>();
    for (int c = from; c == from || c <= LIKELY; c++) {
      String beginning = shared + Character.toString(c);
      String above = beginning + Shared.TOP;
      boolean beyond = range.until() != null && KeyOrder.compare(beginning, range.until()) >= 0;
      if (c > from && beyond || bytes(beginning) > LONGEST_KEY) continue;
      boolean begun = KeyOrder.compare(range.after(), beginning) >= 0;
      boolean cutOff = range.until() != null && KeyOrder.compare(above, range.until()) >= 0;
      letters.add(
          new Payload.Range(beginning, begun ? range.after() : "", cutOff ? range.until() : null));
    }
    return letters;
  }

  /** What lies above all letters from this one on. */
  List<Payload.Range> blocks(int from) {
    int last = Math.max(from, LIKELY);
    List<Payload.Range> blocks = new ArrayList<>();
    String after = shared + Character.toString(last) + Shared.TOP;
    if (bytes(after) > LONGEST_KEY || !below(after)) return blocks;
    for (int c : starts(last)) {
      String until = shared + Character.toString(c);
      if (!below(until)) break;
      blocks.add(new Payload.Range(range.prefix(), after, until));
      after = until;
    }
    blocks.add(new Payload.Range(range.prefix(), after, range.until()));
    return blocks;
  }

  private TreeSet<Integer> starts(int last) {
    TreeSet<Integer> starts = new TreeSet<>();
    int left = Character.MAX_CODE_POINT - last;
    for (int gap = NARROWEST; gap < left; gap *= 2) starts.add(text(last + gap));
    for (int i = 1; i < EVEN_BLOCKS; i++) {
      starts.add(text(last + (int) ((long) left * i / EVEN_BLOCKS)));
    }
    starts.removeIf(c -> c <= last);
    return starts;
  }

  private boolean below(String bound) {
    return range.until() == null || KeyOrder.compare(bound, range.until()) < 0;
  }

  /** Half of a pair is no character: the one behind all of those is. */
  private static int text(int codePoint) {
    boolean half = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    return half ? Character.MAX_SURROGATE + 1 : codePoint;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
