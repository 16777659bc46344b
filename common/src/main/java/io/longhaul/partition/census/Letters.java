package io.longhaul.partition.census;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which characters were seen at which place of names: a place is how many folders deep and how far
 * into the name of a folder it lies. It only guides where to cut; no key is ruled out by it.
 */
final class Letters {
  private static final SortedSet<Integer> NONE = Collections.emptySortedSet();
  private static final int DEEPEST = 32;
  private static final int LONGEST = 256;

  /** A double cannot tell finer shares apart. */
  private static final double FINEST = 1e-15;

  private final int base;
  private final Map<Integer, TreeSet<Integer>> places = new HashMap<>();

  /**
   * @param base the length of what all keys begin with
   */
  Letters(int base) {
    this.base = base;
  }

  /** Goes through a key from what all begin with on. */
  private final class Place {
    int at = base;
    private int depth;
    private int offset;

    boolean within(String text) {
      return at < text.length();
    }

    int next(String text) {
      int c = text.codePointAt(at);
      at += Character.charCount(c);
      offset = c == '/' ? 0 : offset + 1;
      if (c == '/') depth++;
      return c;
    }

    boolean known() {
      return depth < DEEPEST && offset < LONGEST;
    }

    int number() {
      return depth * LONGEST + offset;
    }

    SortedSet<Integer> letters() {
      return known() ? places.getOrDefault(number(), new TreeSet<>()) : NONE;
    }
  }

  void learn(String key) {
    Place place = new Place();
    while (place.within(key) && place.known()) {
      int number = place.number();
      places.computeIfAbsent(number, none -> new TreeSet<>()).add(place.next(key));
    }
  }

  /** The characters that may follow, in order; empty: none was ever seen there. */
  SortedSet<Integer> after(String beginning) {
    Place place = new Place();
    while (place.within(beginning)) place.next(beginning);
    return place.letters();
  }

  /** How far into what begins with its first characters a text lies, 0 to 1, by these letters. */
  double position(String text, int from) {
    Place place = new Place();
    while (place.at < from && place.within(text)) place.next(text);
    double sum = 0;
    double weight = 1;
    while (place.within(text) && weight > FINEST) {
      SortedSet<Integer> letters = place.letters();
      weight /= Math.max(1, letters.size());
      sum += weight * letters.headSet(place.next(text)).size();
    }
    return Math.min(sum, 1);
  }
}
