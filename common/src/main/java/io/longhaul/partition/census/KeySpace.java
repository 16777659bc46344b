package io.longhaul.partition.census;

import io.longhaul.job.Cut;
import io.longhaul.job.S3Location;
import io.longhaul.partition.RangeListing;
import io.longhaul.unit.KeyOrder;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;

/**
 * The keys that a census is about.
 *
 * @param roots what they begin with: one of these, none of which begins with another
 * @param counts whether a key that begins so counts
 */
public record KeySpace(String bucket, List<String> roots, Predicate<String> counts) {
  /** More roots than this are not looked at one by one. */
  private static final int MOST_ROOTS = 64;

  public KeySpace {
    roots = List.copyOf(roots);
    if (roots.isEmpty()) throw new IllegalArgumentException("roots: at least one");
  }

  /** All below a location. */
  public static KeySpace of(S3Location at) {
    return new KeySpace(at.bucket(), List.of(at.prefix()), key -> true);
  }

  /** What a cut leaves no key of out. */
  public static KeySpace of(S3Location at, Cut cut) {
    return switch (cut) {
      case Cut.Hex _, Cut.Ranges _, Cut.Manifest _ -> of(at);
      case Cut.Prefixes prefixes -> of(at, prefixes.list());
    };
  }

  private static KeySpace of(S3Location at, List<String> prefixes) {
    List<String> roots = prefixes.stream().map(prefix -> at.prefix() + prefix).toList();
    if (roots.size() <= MOST_ROOTS) return new KeySpace(at.bucket(), roots, key -> true);
    String common = RangeListing.commonPrefix(roots.getFirst(), roots.getLast());
    return new KeySpace(at.bucket(), List.of(common), key -> begins(key, roots));
  }

  /** Whether it begins with one of them: with the last one that is not above it, if any. */
  private static boolean begins(String key, List<String> sorted) {
    int found = Collections.binarySearch(sorted, key, KeyOrder.BYTES);
    int before = found >= 0 ? found : -found - 2;
    return before >= 0 && key.startsWith(sorted.get(before));
  }
}
