package io.longhaul.bench.copies;

import java.util.ArrayList;
import java.util.List;

/** Whether a trial asked for what it had to, and for no more: what it took proves nothing else. */
final class Requests {
  /** Both sides are listed, by pages of 1,000 keys, and some pages for two units. */
  static final double MOST_LISTINGS = 0.003;

  private Requests() {}

  /** What is wrong with a trial of the product: a line each. */
  static List<String> wrongOfOurs(Trial trial) {
    List<String> wrong = wrong(trial);
    if (trial.counts().conditional() != trial.objects()) {
      wrong.add(
          "%s: %,d of %,d copies were conditional at both ends"
              .formatted(trial.program(), trial.counts().conditional(), trial.objects()));
    }
    if (listings(trial) > MOST_LISTINGS) {
      wrong.add(
          "%s: %.4f listings an object, at most %.4f"
              .formatted(trial.program(), listings(trial), MOST_LISTINGS));
    }
    return wrong;
  }

  /** What is wrong with anybody's: a line each. */
  static List<String> wrong(Trial trial) {
    List<String> wrong = new ArrayList<>();
    if (trial.exit() != 0) wrong.add("%s: exit %d".formatted(trial.program(), trial.exit()));
    if (trial.counts().copies() != trial.objects()) {
      wrong.add(
          "%s: %,d copies of %,d objects"
              .formatted(trial.program(), trial.counts().copies(), trial.objects()));
    }
    return wrong;
  }

  static double copies(Trial trial) {
    return (double) trial.counts().copies() / trial.objects();
  }

  static double listings(Trial trial) {
    return (double) trial.counts().listings() / trial.objects();
  }

  /** Of any kind. */
  static double all(Trial trial) {
    long all =
        trial.counts().all().entrySet().stream()
            .filter(
                kind -> !kind.getKey().equals("conditional") && !kind.getKey().startsWith("of_"))
            .filter(kind -> !kind.getKey().startsWith("bytes") && !kind.getKey().equals("conns"))
            .mapToLong(kind -> kind.getValue())
            .sum();
    return (double) all / trial.objects();
  }
}
