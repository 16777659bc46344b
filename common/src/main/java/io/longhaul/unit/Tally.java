package io.longhaul.unit;

import static io.longhaul.unit.Fate.CANCELLED;
import static io.longhaul.unit.Fate.COPIED;
import static io.longhaul.unit.Fate.DEAD;
import static io.longhaul.unit.Fate.EQUAL;
import static io.longhaul.unit.Fate.FILTERED;
import static io.longhaul.unit.Fate.FORWARDED;
import static io.longhaul.unit.Fate.GONE;
import static io.longhaul.unit.Fate.LISTED;
import static io.longhaul.unit.Fate.RECEIVED;
import static io.longhaul.unit.Fate.SKIPPED;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How many objects and bytes met which fate; it balances, or something was lost.
 *
 * <p>Per unit: listed + received = copied + equal + filtered + skipped + gone + dead + forwarded +
 * cancelled. Over a run also: forwarded = received.
 */
public final class Tally {
  public static final Tally NONE = new Tally(new long[2 * Fate.values().length]);

  private static final Set<Fate> IN = Set.of(LISTED, RECEIVED);
  private static final Set<Fate> OUT =
      Set.of(COPIED, EQUAL, FILTERED, SKIPPED, GONE, DEAD, FORWARDED, CANCELLED);

  private static final Pattern PART = Pattern.compile("([a-z]+)=(-?[0-9]+)/(-?[0-9]+)");
  private static final Map<String, Fate> WORDS =
      Arrays.stream(Fate.values()).collect(Collectors.toUnmodifiableMap(Fate::word, f -> f));

  /** Objects at 2i, bytes at 2i + 1. */
  private final long[] amounts;

  private Tally(long[] amounts) {
    this.amounts = amounts;
  }

  public static Tally of(Fate fate, long objects, long bytes) {
    return NONE.with(fate, objects, bytes);
  }

  /** This and so many more. */
  public Tally with(Fate fate, long objects, long bytes) {
    long[] sum = amounts.clone();
    sum[2 * fate.ordinal()] += objects;
    sum[2 * fate.ordinal() + 1] += bytes;
    return new Tally(sum);
  }

  public Tally plus(Tally other) {
    long[] sum = amounts.clone();
    for (int i = 0; i < sum.length; i++) sum[i] += other.amounts[i];
    return new Tally(sum);
  }

  /** The same amounts below zero: what takes a tally back out of a sum. */
  public Tally negated() {
    long[] sum = amounts.clone();
    for (int i = 0; i < sum.length; i++) sum[i] = -sum[i];
    return new Tally(sum);
  }

  public long objects(Fate fate) {
    return amounts[2 * fate.ordinal()];
  }

  public long bytes(Fate fate) {
    return amounts[2 * fate.ordinal() + 1];
  }

  /** Objects that came in less objects accounted for: 0, or some were lost or made up. */
  public long imbalance() {
    return sum(IN, 0) - sum(OUT, 0);
  }

  /** As {@link #imbalance()}, in bytes. */
  public long imbalanceInBytes() {
    return sum(IN, 1) - sum(OUT, 1);
  }

  private long sum(Set<Fate> fates, int offset) {
    long sum = 0;
    for (Fate fate : fates) sum += amounts[2 * fate.ordinal() + offset];
    return sum;
  }

  /** The ledger's form: {@code copied=10/1234 listed=10/1234}, nothing for what is zero. */
  public String text() {
    StringJoiner text = new StringJoiner(" ");
    for (Fate fate : Fate.values()) {
      if (objects(fate) != 0 || bytes(fate) != 0) {
        text.add(fate.word() + "=" + objects(fate) + "/" + bytes(fate));
      }
    }
    return text.toString();
  }

  /**
   * Reads {@link #text()}.
   *
   * @throws IllegalArgumentException if the text is not of that form
   */
  public static Tally parse(String text) {
    Tally tally = NONE;
    if (text.isEmpty()) return tally;
    Set<Fate> seen = EnumSet.noneOf(Fate.class);
    for (String part : text.split(" ", -1)) {
      Matcher match = PART.matcher(part);
      Fate fate = match.matches() ? WORDS.get(match.group(1)) : null;
      if (fate == null || !seen.add(fate)) {
        throw new IllegalArgumentException(
            "tally '%s': '%s' is not one more fate=objects/bytes".formatted(text, part));
      }
      tally = tally.with(fate, Long.parseLong(match.group(2)), Long.parseLong(match.group(3)));
    }
    return tally;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Tally tally && Arrays.equals(amounts, tally.amounts);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(amounts);
  }

  @Override
  public String toString() {
    return "[" + text() + "]";
  }
}
