package io.longhaul.partition;

import io.longhaul.job.Alphabet;
import io.longhaul.job.Cut;
import io.longhaul.unit.Payload;
import java.util.Objects;

/**
 * The first ranges of a job, addressable by number, none of them held: every key below the base
 * lies in exactly one (with prefixes: every key that begins with one of them). Where cuts are still
 * to be found there is one, of the whole: a {@link Survey} cuts it. A list of objects has none.
 *
 * @param base that all keys begin with; it need not end in a slash
 */
public record Partition(String base, Cut cut) {
  public int count() {
    return switch (cut) {
      case Cut.Hex hex -> hex.count();
      case Cut.Prefixes prefixes -> prefixes.list().size();
      case Cut.Ranges _ -> 1;
      case Cut.Manifest _ -> 0;
    };
  }

  /** The range of this number (from 0), in the order of keys. */
  public Payload.Range range(int number) {
    Objects.checkIndex(number, count());
    return switch (cut) {
      case Cut.Hex hex -> between(hex, number);
      case Cut.Prefixes prefixes -> new Payload.Range(base + prefixes.list().get(number), "", null);
      case Cut.Ranges _ -> new Payload.Range(base, "", null, true);
      case Cut.Manifest _ -> throw new IllegalStateException("a list of objects has no ranges");
    };
  }

  /** The range that is sent at this place (from 0): neighbours in the key space are far apart. */
  public Payload.Range sent(int place) {
    Objects.checkIndex(place, count());
    return range(SendingOrder.at(place, count()));
  }

  /** The characters that a later cut of one of these ranges is best made at. */
  public Alphabet alphabet() {
    return switch (cut) {
      case Cut.Hex hex -> hex.alphabet();
      case Cut.Prefixes _, Cut.Ranges _, Cut.Manifest _ -> Middle.NAMES;
    };
  }

  /** The first range begins where the base does, the last one ends there: nothing lies outside. */
  private Payload.Range between(Cut.Hex hex, int number) {
    String after = number == 0 ? "" : base + name(hex, number);
    String until = number == hex.count() - 1 ? null : base + name(hex, number + 1);
    return new Payload.Range(base, after, until);
  }

  private static String name(Cut.Hex hex, int number) {
    StringBuilder name = new StringBuilder();
    int size = hex.alphabet().size();
    String[] digits = new String[hex.depth()];
    for (int i = hex.depth() - 1, left = number; i >= 0; i--, left /= size) {
      digits[i] = hex.alphabet().at(left % size);
    }
    for (String digit : digits) name.append(digit);
    return name.toString();
  }
}
