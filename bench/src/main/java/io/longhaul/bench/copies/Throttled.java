package io.longhaul.bench.copies;

import io.longhaul.bench.nulls3.NullServer.Counts;
import java.util.ArrayList;
import java.util.List;

/**
 * What was seen of workers before a throttling store.
 *
 * @param exits a worker's each; -1: it had not ended
 * @param counts of the store, in all
 */
record Throttled(long objects, List<Integer> exits, Counts counts, Curve curve) {
  /** What went wrong that no throttling excuses: a line each. */
  List<String> wrong() {
    List<String> wrong = new ArrayList<>();
    for (int exit : exits) if (exit != 0) wrong.add("a worker: exit %d".formatted(exit));
    if (counts.copies() != objects) {
      wrong.add("%,d copies of %,d objects".formatted(counts.copies(), objects));
    }
    if (counts.conditional() != counts.copies()) {
      wrong.add("%,d copies were conditional at both ends".formatted(counts.conditional()));
    }
    return wrong;
  }
}
