package io.longhaul.worker.loop;

import io.longhaul.claim.Settler;
import io.longhaul.unit.Outcome;
import java.util.Locale;

/** What became of a unit in a worker's hand, in the one word for it in meters and logs. */
enum Ending {
  DONE,
  SPLIT,
  /** Failed, and to be tried again. */
  RETRIED,
  /** Handed back, and nothing was charged. */
  RELEASED,
  DEAD,
  CANCELLED,
  /** It was another's by then, and nothing was changed. */
  STALE;

  static Ending of(Outcome outcome, Settler.Result result) {
    return switch (result) {
      case SETTLED -> outcome instanceof Outcome.Split ? SPLIT : DONE;
      case RETURNED -> outcome instanceof Outcome.Failed ? RETRIED : RELEASED;
      case DEAD -> DEAD;
      case CANCELLED -> CANCELLED;
      case STALE -> STALE;
    };
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
