package io.longhaul.sizing;

import io.longhaul.ledger.Sizing;
import io.longhaul.ledger.Sizing.Decision;
import io.longhaul.ledger.Sizing.Wish;
import java.time.Instant;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Decides how many workers a fleet is to have, from look to look: it asks nobody and tells nobody.
 */
final class FleetSize {
  private final SizingSettings settings;
  private final Pace pace;
  private final Steps steps;
  private @Nullable Instant untakenSince;

  FleetSize(SizingSettings settings) {
    this.settings = settings;
    this.pace = new Pace(settings.hold());
    this.steps = new Steps(settings);
  }

  /** What follows what was decided last, now that this is open. */
  Decision next(Sizing before, Work seen, Instant now) {
    Wish wish = before.wish();
    pace.read(now, seen);
    Work work = taken(seen, now);
    OptionalDouble rate = pace.perWorker();
    if (rate.isEmpty() && work.anything()) {
      // as whoever had the duty before, or we ourselves, had measured it
      rate = before.decision().map(Decision::rate).orElse(OptionalDouble.empty());
    }
    int wanted = before.decision().map(Decision::wanted).orElse(0);
    Instant changed = before.decision().map(Decision::changed).orElse(wish.since());
    Need need = Need.of(work, rate, wish, wanted, now);
    boolean expected =
        now.isBefore(wish.since().plus(settings.patience())) && !work.since(wish.since());
    int next = steps.next(wanted, changed, need, work, expected, now);
    return new Decision(next, next == wanted ? changed : now, work.open(), rate, need.ends());
  }

  /** Units that no worker takes, as of a newer version, keep none but one. */
  private Work taken(Work work, Instant now) {
    if (work.busy() > 0 || work.pending() == 0) untakenSince = null;
    else if (untakenSince == null && work.live() > 0) untakenSince = now;
    if (untakenSince == null || now.isBefore(untakenSince.plus(settings.hold()))) return work;
    return work.nonePending();
  }
}
