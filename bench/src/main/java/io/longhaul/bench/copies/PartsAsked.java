package io.longhaul.bench.copies;

import io.longhaul.bench.nulls3.NullServer.Counts;
import java.util.ArrayList;
import java.util.List;

/** Whether exactly the parts were asked for that make the objects, once each. */
final class PartsAsked {
  /** Of the bytes that are moved: requests, answers' heads and the frames of chunks. */
  private static final double MOST_BYTES = 1.01;

  private PartsAsked() {}

  /** What is wrong with a trial of the product: a line each. */
  static List<String> wrongOfOurs(Trial trial, Way way, Load load) {
    List<String> wrong = wrong(trial, load);
    Counts counts = trial.counts();
    long parts = way.parts(load);
    check(wrong, trial, "uploads", counts.uploads(), load.objects());
    check(wrong, trial, "joins", counts.joins(), load.objects());
    check(wrong, trial, "conditional joins", counts.joinsConditional(), load.objects());
    boolean copied = way == Way.COPIED;
    check(wrong, trial, "part copies", counts.partCopies(), copied ? parts : 0);
    check(wrong, trial, "of them of one source", counts.partsPinned(), copied ? parts : 0);
    check(wrong, trial, "parts sent", counts.partPuts(), copied ? 0 : parts);
    check(wrong, trial, "gets", counts.gets(), copied ? 0 : parts);
    check(wrong, trial, "of them of one source", counts.getsPinned(), copied ? 0 : parts);
    if (!copied && Math.max(counts.bytesIn(), counts.bytesOut()) > load.inAll() * MOST_BYTES) {
      wrong.add(
          "%s: %,d bytes in and %,d out for %,d"
              .formatted(trial.program(), counts.bytesIn(), counts.bytesOut(), load.inAll()));
    }
    return wrong;
  }

  /** What is wrong with anybody's: a line each. */
  static List<String> wrong(Trial trial, Load load) {
    List<String> wrong = new ArrayList<>();
    check(wrong, trial, "exit", trial.exit(), 0);
    check(wrong, trial, "whole objects", trial.counts().wholes(), load.objects());
    check(wrong, trial, "parts that came again", trial.counts().partsAgain(), 0);
    return wrong;
  }

  private static void check(
      List<String> wrong, Trial trial, String what, long figure, long expected) {
    if (figure == expected) return;
    wrong.add("%s: %s: %,d, not %,d".formatted(trial.program(), what, figure, expected));
  }
}
