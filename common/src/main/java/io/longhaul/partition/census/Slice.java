package io.longhaul.partition.census;

import io.longhaul.partition.RangeListing;
import io.longhaul.s3.ListedObject;
import java.util.ArrayList;
import java.util.List;

/**
 * About how many objects there are between two keys.
 *
 * @param from nothing of it lies below
 * @param until nothing of it lies above
 */
public record Slice(String from, String until, double objects) {

  /** A slice for each character that tells some objects apart. */
  static List<Slice> of(List<ListedObject> objects) {
    if (objects.isEmpty()) return List.of();
    String last = objects.getLast().key();
    int common = RangeListing.commonPrefix(objects.getFirst().key(), last).length();
    List<Slice> slices = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= objects.size(); i++) {
      String begin = objects.get(from).key();
      if (i < objects.size()
          && character(objects.get(i).key(), common) == character(begin, common)) {
        continue;
      }
      slices.add(new Slice(begin, objects.get(i - 1).key(), i - from));
      from = i;
    }
    return slices;
  }

  /** The one at that place, or none where the key ends. */
  private static int character(String key, int at) {
    return at < key.length() ? key.codePointAt(at) : -1;
  }
}
