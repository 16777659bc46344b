package io.longhaul.partition;

import io.longhaul.job.Alphabet;
import io.longhaul.job.Cut;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How keys are laid out below a prefix, as far as a {@link Look} saw.
 *
 * @param alphabet of the names, if they look hexadecimal (or are digits)
 * @param folders whether that goes for whole folder names
 * @param firstCharacters that names begin with, in byte order
 * @param shared what all keys begin with beyond the prefix; empty: nothing, or not known
 * @param sample a name that was seen, without the prefix; empty: there was none
 */
public record Layout(
    Optional<Alphabet> alphabet,
    boolean folders,
    String firstCharacters,
    String shared,
    String sample,
    Amount amount) {
  private static final int OBJECTS_PER_UNIT = 1_000;

  /** How sure an amount is. */
  public enum Basis {
    COUNTED,
    ESTIMATED,
    AT_LEAST
  }

  /**
   * About how much there is.
   *
   * @param how it was estimated, for a person
   * @param requests that the look took
   */
  public record Amount(long objects, long bytes, Basis basis, String how, int requests) {
    @Override
    public String toString() {
      long about = rounded();
      String amount =
          "%,d %s, %s".formatted(about, about == 1 ? "object" : "objects", Layout.size(bytes));
      return switch (basis) {
        case COUNTED -> amount + " (counted)";
        case ESTIMATED -> "about %s (%s)".formatted(amount, how);
        case AT_LEAST ->
            how.isEmpty()
                ? "at least %s (there are more)".formatted(amount)
                : "at least about %s (%s)".formatted(amount, how);
      };
    }

    /** No more digits than are known. */
    private long rounded() {
      if (basis == Basis.COUNTED || objects < 1_000) return objects;
      long unit = (long) Math.pow(10, (int) Math.log10((double) objects) - 1);
      return Math.round((double) objects / unit) * unit;
    }
  }

  Layout counting(Amount better, int requests) {
    return new Layout(
        alphabet,
        folders,
        firstCharacters,
        shared,
        sample,
        new Amount(better.objects, better.bytes, better.basis, better.how, requests));
  }

  /**
   * Cuts that give about 1,000 objects a unit: as deep as comes nearest to that. Where names are
   * not hexadecimal workers look where to cut; for a bucket without keys, as the example says.
   */
  public Cut proposed() {
    if (sample.isEmpty()) return Cut.DEFAULT;
    if (alphabet.isEmpty()) return new Cut.Ranges();
    Alphabet by = alphabet.get();
    int best = 1;
    for (int depth = 2; depth <= Cut.DEEPEST; depth++) {
      boolean allowed = Math.pow(by.size(), depth) <= Cut.MOST;
      if (allowed && miss(by, depth) < miss(by, best)) best = depth;
    }
    return new Cut.Hex(by, best);
  }

  private double miss(Alphabet by, int depth) {
    double each = Math.max(1, amount.objects) / Math.pow(by.size(), depth);
    return Math.abs(Math.log(each / OBJECTS_PER_UNIT));
  }

  /** What was seen, in sentences for the person who asked. */
  public List<String> says() {
    if (sample.isEmpty()) return List.of("Looked: no key begins with the source's prefix.");
    List<String> says = new ArrayList<>();
    String requests = amount.requests == 1 ? "request" : "requests";
    says.add("Looked (%d %s): %s.".formatted(amount.requests, requests, amount));
    says.add(names());
    if (!shared.isEmpty() && alphabet.isEmpty()) {
      says.add("All keys begin with '%s'.".formatted(shared));
    }
    return says;
  }

  private String names() {
    if (alphabet.isEmpty()) {
      return "Names are not hexadecimal (such as '%s'); workers look where to cut."
          .formatted(sample);
    }
    String written = alphabet.get().toString();
    String of =
        switch (written) {
          case "upper-hex" -> "upper-case hexadecimal";
          case "lower-hex" -> "lower-case hexadecimal";
          default -> "characters of " + written;
        };
    return "%s in %s, such as '%s'."
        .formatted(folders ? "Folders are named" : "Names begin", of, sample);
  }

  private static String size(long bytes) {
    String[] units = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};
    int unit = 0;
    double amount = bytes;
    for (; amount >= 1000 && unit < units.length - 1; unit++) amount /= 1000;
    return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", amount, units[unit]);
  }
}
