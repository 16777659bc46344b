package io.longhaul.partition.census;

import io.longhaul.partition.RangeListing;
import io.longhaul.unit.KeyOrder;
import io.longhaul.unit.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Draws a piece of a range, cut at the letters that names have there, one character after the
 * other; whatever the letters are, each key lies in exactly one piece.
 */
final class Draw {
  /** More than any key has characters. */
  private static final int MOST_STEPS = 1_100;

  /** What is left below the lower bound is drawn no more seldom: letters do not know all names. */
  private static final double LEAST = 0.25;

  /** The widest gap that is jumped to where no letters are known. */
  private static final int WIDEST = 1 << 19;

  private final Payload.Range all;
  private final Letters letters;
  private final RandomGenerator random;
  private String prefix;
  private String low;
  private @Nullable String high;
  private double chance = 1;
  private double pieces = 1;

  /**
   * @param prefix that names in the range likely begin with
   */
  Draw(Payload.Range all, String prefix, Letters letters, RandomGenerator random) {
    this.all = all;
    this.letters = letters;
    this.random = random;
    this.low = all.after();
    this.high = all.until();
    boolean beyond = !low.startsWith(prefix) && KeyOrder.compare(low, prefix) > 0;
    this.prefix = beyond ? RangeListing.commonPrefix(low, prefix) : prefix;
  }

  /**
   * Draws one.
   *
   * @param about into how many the range is cut at least, if there are letters to cut it at
   * @param wide whether to cut beyond the last letter too, in growing steps
   */
  Cell cell(double about, boolean wide) {
    for (int step = 0; step < MOST_STEPS && pieces < about; step++) {
      if (!oneDeeper(wide && step == 0)) break;
    }
    return new Cell(new Payload.Range(all.prefix(), low, high), prefix, chance);
  }

  /** False if nothing is known of what follows. */
  private boolean oneDeeper(boolean wide) {
    SortedSet<Integer> next = letters.after(prefix);
    boolean tight = low.length() > prefix.length() && low.startsWith(prefix);
    if (!tight && next.isEmpty()) return false;
    int first = tight ? low.codePointAt(prefix.length()) : next.first();
    String own = prefix + Character.toString(first);
    List<String> starts = starts(wide ? beyond(next, first) : next.tailSet(first + 1));
    if (starts.isEmpty()) {
      prefix = own;
      return true;
    }
    double left = tight ? Math.max(LEAST, 1 - letters.position(low, own.length())) : 1;
    double sum = left + starts.size();
    double drawn = random.nextDouble() * sum - left;
    int place = drawn < 0 ? -1 : Math.min((int) drawn, starts.size() - 1);
    chance *= (place < 0 ? left : 1) / sum;
    pieces *= sum;
    if (place + 1 < starts.size()) high = starts.get(place + 1);
    if (place >= 0) low = starts.get(place);
    prefix = place < 0 ? own : starts.get(place);
    return true;
  }

  /** Letters above one; if there are none, characters in steps that double. */
  private static SortedSet<Integer> beyond(SortedSet<Integer> letters, int letter) {
    SortedSet<Integer> above = letters.tailSet(letter + 1);
    if (!above.isEmpty()) return above;
    SortedSet<Integer> steps = new TreeSet<>();
    for (int gap = 1; gap <= WIDEST && letter + gap < Character.MAX_CODE_POINT; gap *= 2) {
      int type = Character.getType(letter + gap);
      if (type != Character.SURROGATE) steps.add(letter + gap);
    }
    return steps;
  }

  /** Where the pieces behind the first begin, all strictly between the bounds. */
  private List<String> starts(SortedSet<Integer> next) {
    List<String> starts = new ArrayList<>();
    for (int c : next) {
      String start = prefix + Character.toString(c);
      boolean above = low.isEmpty() || KeyOrder.compare(start, low) > 0;
      if (above && (high == null || KeyOrder.compare(start, high) < 0)) starts.add(start);
    }
    return starts;
  }
}
