package io.longhaul.partition;

import io.longhaul.job.Alphabet;
import io.longhaul.unit.KeyOrder;
import io.longhaul.unit.Payload;
import java.util.Optional;

/**
 * Finds where to cut a range so that keys lie on both sides, by asking for one key at a time.
 *
 * <p>The middle of a range's bounds halves names that are spread over an alphabet. Most are not:
 * all of {@code logs/2026/…} lies to one side of any such middle, and each unit would hand on all
 * that it had left to one other. So what all keys begin with is looked for first, then the
 * characters that follow it, and the cut goes through the middle of those.
 */
public final class Halfway {
  /** Bisecting a key's 1,024 bytes takes 10, the characters of ASCII 7; twice that, and some. */
  static final int MOST_QUESTIONS = 40;

  private static final String ABOVE_ALL = Character.toString(Character.MAX_CODE_POINT);
  private static final int LAST_OF_ASCII = '~';

  private final Payload.Range range;
  private final Alphabet alphabet;
  private final Keys keys;
  private int questions;

  /** Who can be asked. */
  public interface Keys {
    /** The first key of a range; empty if it holds none. */
    Optional<String> first(Payload.Range range) throws InterruptedException;
  }

  private Halfway(Payload.Range range, Alphabet alphabet, Keys keys) {
    this.range = range;
    this.alphabet = alphabet;
    this.keys = keys;
  }

  /**
   * A bound within the range, with keys above it and others that are not.
   *
   * @param alphabet the characters that its names are likely made of
   * @return empty if the range holds less than two keys, or if it took too many questions to tell
   */
  public static Optional<String> of(Payload.Range range, Alphabet alphabet, Keys keys)
      throws InterruptedException {
    Halfway halfway = new Halfway(range, alphabet, keys);
    Optional<String> found = halfway.find();
    return halfway.questions > MOST_QUESTIONS ? Optional.empty() : found;
  }

  private Optional<String> find() throws InterruptedException {
    Optional<String> lowest = after(range.after());
    if (lowest.isEmpty()) return Optional.empty();
    String low = range.after().isEmpty() ? range.prefix() : range.after();
    Optional<String> middle = Middle.between(range.prefix(), low, range.until(), alphabet);
    if (middle.isPresent()
        && KeyOrder.compare(lowest.get(), middle.get()) <= 0
        && after(middle.get()).isPresent()) {
      return middle;
    }
    return among(lowest.get());
  }

  private Optional<String> among(String lowest) throws InterruptedException {
    String first = lowest;
    int shared = shared(first);
    if (shared == first.length()) { // the others begin with the whole of the first
      Optional<String> second = after(first);
      if (second.isEmpty()) return Optional.empty();
      first = second.get();
      shared = shared(first);
    }
    if (shared == first.length()) return Optional.of(lowest);
    String before = first.substring(0, shared);
    int from = first.codePointAt(shared);
    int to = highest(before, from);
    return to == from ? Optional.empty() : Optional.of(bound(before, from, to));
  }

  /** How much of this key, the lowest of those that are left, they all begin with. */
  private int shared(String first) throws InterruptedException {
    int least = range.prefix().length();
    int most = first.length();
    while (least < most) {
      int middle = whole(first, (least + most + 1) / 2);
      if (middle <= least) middle = most;
      if (after(first.substring(0, middle) + ABOVE_ALL).isEmpty()) least = middle;
      else most = first.offsetByCodePoints(middle, -1);
    }
    return least;
  }

  /** The highest character that follows, where all keys begin with what is before it. */
  private int highest(String before, int from) throws InterruptedException {
    int least = from;
    int most = Character.MAX_CODE_POINT;
    if (from < LAST_OF_ASCII) {
      Optional<String> beyond = after(before + Character.toString(LAST_OF_ASCII) + ABOVE_ALL);
      if (beyond.isEmpty()) most = LAST_OF_ASCII;
      else least = following(before, beyond.get(), from);
    }
    while (least < most) {
      int middle = text(least + (most - least) / 2);
      Optional<String> above = after(before + Character.toString(middle) + ABOVE_ALL);
      if (above.isEmpty()) most = Math.max(least, middle);
      else least = following(before, above.get(), middle);
    }
    return least;
  }

  /** What follows in a key; a key that came meanwhile may begin otherwise, and tells nothing. */
  private static int following(String before, String key, int otherwise) {
    boolean tells = key.startsWith(before) && key.length() > before.length();
    return tells ? key.codePointAt(before.length()) : otherwise;
  }

  /** Keys follow {@code before} with both characters, and with none outside of them. */
  private String bound(String before, int from, int to) throws InterruptedException {
    int middle = between(from, to);
    String bound = before + Character.toString(middle);
    return middle == to && after(bound).isEmpty()
        ? before + Character.toString(from) + ABOVE_ALL
        : bound;
  }

  /** Above the one, at most the other; where the alphabet has a choice, in its middle. */
  private int between(int from, int to) {
    int[] likely =
        alphabet.characters().codePoints().filter(c -> c > from && c <= to).sorted().toArray();
    return likely.length > 0 ? likely[likely.length / 2] : text(to - (to - from) / 2);
  }

  private Optional<String> after(String key) throws InterruptedException {
    questions++;
    if (questions > MOST_QUESTIONS) return Optional.empty();
    if (range.until() != null && KeyOrder.compare(key, range.until()) >= 0) return Optional.empty();
    return keys.first(new Payload.Range(range.prefix(), key, range.until()));
  }

  private static int whole(String text, int at) {
    boolean split = at < text.length() && Character.isLowSurrogate(text.charAt(at));
    return split ? at - 1 : at;
  }

  /** Half of a pair is no character: the one before all of those is. */
  private static int text(int codePoint) {
    boolean half = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    return half ? Character.MIN_SURROGATE - 1 : codePoint;
  }
}
