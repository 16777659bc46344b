package io.longhaul.job;

import io.longhaul.job.form.Choice;
import io.longhaul.job.form.Field;
import io.longhaul.job.form.Form;
import io.longhaul.job.form.InvalidField;
import io.longhaul.job.form.Type;
import io.longhaul.unit.KeyOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where the first cuts of the key space come from. */
public sealed interface Cut {
  /** More first cuts than this do not help: workers cut further by themselves. */
  int MOST = 65_536;

  int DEEPEST = 4;

  /**
   * At every combination of {@code depth} characters. No key is missed that has others: they lie in
   * the first range, in the last one or between two cuts.
   */
  record Hex(Alphabet alphabet, int depth) implements Cut {
    public Hex {
      UnitBudget.within("depth", DEPTH_BOUNDS, depth);
      if (Math.pow(alphabet.size(), depth) > MOST) {
        throw new InvalidField(
            "depth",
            "%d of %d characters makes more than %,d first cuts; write a smaller depth"
                .formatted(depth, alphabet.size(), MOST));
      }
    }

    /** How many ranges it makes. */
    public int count() {
      return (int) Math.pow(alphabet.size(), depth);
    }
  }

  /** Only keys that begin with one of these, below the source's prefix; sorted, overlaps merged. */
  record Prefixes(List<String> list) implements Cut {
    public Prefixes {
      if (list.isEmpty() || list.size() > MOST) {
        throw new InvalidField("prefixes", "name 1 to %,d".formatted(MOST));
      }
      list = merged(list);
    }

    /** In byte order whatever begins with a prefix follows it at once. */
    private static List<String> merged(List<String> given) {
      List<String> kept = new ArrayList<>();
      for (String prefix : given.stream().sorted(KeyOrder.BYTES).toList()) {
        if (kept.isEmpty() || !prefix.startsWith(kept.getLast())) kept.add(prefix);
      }
      return List.copyOf(kept);
    }
  }

  /**
   * Nobody knows how names are distributed: workers look where keys lie, and cut there. No key is
   * missed, wherever the cuts fall.
   */
  record Ranges() implements Cut {}

  Type.Whole DEPTH_BOUNDS = new Type.Whole(1, DEEPEST);

  Hex DEFAULT = new Hex(Alphabet.UPPER_HEX, 1);

  Field<Hex, Alphabet> ALPHABET =
      Field.defaulted(
          "alphabet",
          Alphabet.TYPE,
          DEFAULT.alphabet(),
          Hex::alphabet,
          "The characters that names begin with: upper-hex, lower-hex, or all of them in byte"
              + " order.");

  Field<Hex, Integer> DEPTH =
      Field.defaulted(
          "depth",
          DEPTH_BOUNDS,
          DEFAULT.depth(),
          Hex::depth,
          "How many characters deep (1 to 4, at most 65,536 cuts). Aim at about 1,000 objects"
              + " each.");

  Field<Prefixes, List<String>> PREFIXES =
      Field.needed(
          "prefixes",
          new Type.Many<>(
              new Type.Text<>(
                  "a prefix", "0A/", Optional.empty(), text -> text, text -> text, false),
              MOST),
          Prefixes::list,
          "Only keys that begin with one of these, below the source; they need not end in /.");

  Choice<Cut> CHOICE =
      new Choice<>(
          "by",
          "hex cuts at every combination of an alphabet's characters; ranges looks where keys lie;"
              + " prefixes takes a list.",
          List.of(
              Form.of(
                  Hex.class,
                  "hex",
                  "Cuts at every combination of characters; keys with others are not missed.",
                  List.of(ALPHABET, DEPTH),
                  values -> new Hex(values.get(ALPHABET), values.get(DEPTH))),
              Form.of(
                  Ranges.class,
                  "ranges",
                  "Looks where keys lie and cuts there, whatever names are like.",
                  List.of(),
                  values -> new Ranges()),
              Form.of(
                  Prefixes.class,
                  "prefixes",
                  "Takes a list of prefixes and nothing else.",
                  List.of(PREFIXES),
                  values -> new Prefixes(values.get(PREFIXES)))));
}
