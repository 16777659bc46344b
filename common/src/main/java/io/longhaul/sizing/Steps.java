package io.longhaul.sizing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * From how many are wanted to how many are needed, in steps that a noisy need does not set
 * swinging: up at most fourfold, and not again until the machines of the last step are there; down
 * only to what was enough for a while, and a quarter more, or at once where nobody is.
 */
final class Steps {
  private static final int FOLD = 4;
  private static final double NOISE = 1.1;
  private static final double SPARE = 1.25;

  private final SizingSettings settings;
  private @Nullable Instant fewerSince;
  private double mostNeeded;
  private int mostUsable;
  private @Nullable Instant emptySince;

  Steps(SizingSettings settings) {
    this.settings = settings;
  }

  /**
   * How many are to be wanted from now on.
   *
   * @param wanted how many are
   * @param changed since when
   * @param expected whether somebody has only just wished for them, and nothing was open since
   */
  int next(int wanted, Instant changed, Need need, Work work, boolean expected, Instant now) {
    // nobody is there nor on the way: there is nothing to hold
    boolean gone =
        work.live() == 0 && !expected && !now.isBefore(changed.plus(settings.patience()));
    if (gone && need.workers() < wanted) return need.workers();
    if (!work.anything()) return empty(wanted, need, expected, now);
    emptySince = null;
    if (need.workers() < wanted) return fewer(wanted, need.exact(), work.usable(), now);
    fewerSince = null;
    return more(wanted, changed, need, work, now);
  }

  private int empty(int wanted, Need need, boolean expected, Instant now) {
    fewerSince = null;
    if (emptySince == null) emptySince = now;
    boolean calm = !now.isBefore(emptySince.plus(settings.idle()));
    return calm && !expected ? Math.min(wanted, need.workers()) : wanted;
  }

  /** Less than a tenth more is noise, which the reserve covers. */
  private int more(int wanted, Instant changed, Need need, Work work, Instant now) {
    if (need.exact() <= wanted * NOISE) return wanted;
    boolean starting = work.live() < wanted && now.isBefore(changed.plus(settings.startUp()));
    return starting ? wanted : Math.min(need.workers(), Math.max(1, wanted) * FOLD);
  }

  /** Who could have no unit goes in any case; of the others only those beyond a spare quarter. */
  private int fewer(int wanted, double needed, int usable, Instant now) {
    if (fewerSince == null) {
      fewerSince = now;
      mostNeeded = 0;
      mostUsable = 0;
    }
    mostNeeded = Math.max(mostNeeded, needed);
    mostUsable = Math.max(mostUsable, usable);
    if (now.isBefore(fewerSince.plus(settings.hold()))) return wanted;
    fewerSince = null;
    int enough = Need.whole(mostNeeded * SPARE);
    return Math.min(wanted, Math.min(enough, Math.max(mostUsable, Need.whole(mostNeeded))));
  }
}
