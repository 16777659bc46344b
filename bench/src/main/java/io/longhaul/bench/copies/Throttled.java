package io.longhaul.bench.copies;

import io.longhaul.bench.nulls3.NullServer.Counts;
import java.util.ArrayList;
import java.util.List;

/**
 * What was seen of workers before a throttling store, which checks no conditions: a copy that is
 * asked for twice, because nobody heard its answer, is made twice.
 *
 * @param exits a worker's each; -1: it had not ended
 * @param ended how {@code watch} says that the run ended; 3: with dead units
 * @param counts of the store, in all
 */
record Throttled(long objects, List<Integer> exits, int ended, Counts counts, Curve curve) {
  /** A machine that is too busy cuts off answers and takes units from workers. */
  private static final double MOST_TWICE = 0.01;

  /** What went wrong that no throttling excuses: a line each. */
  List<String> wrong() {
    List<String> wrong = new ArrayList<>();
    for (int exit : exits) if (exit != 0) wrong.add("a worker: exit %d".formatted(exit));
    if (ended != 0) wrong.add("the run: watch ended with %d".formatted(ended));
    if (counts.copies() < objects || counts.copies() > objects * (1 + MOST_TWICE)) {
      wrong.add("%,d copies of %,d objects".formatted(counts.copies(), objects));
    }
    if (counts.conditional() != counts.copies()) {
      wrong.add("%,d copies were conditional at both ends".formatted(counts.conditional()));
    }
    return wrong;
  }
}
