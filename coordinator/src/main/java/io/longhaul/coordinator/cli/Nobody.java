package io.longhaul.coordinator.cli;

import io.longhaul.coordinator.watch.Hands;
import io.longhaul.coordinator.watch.Progress;
import io.longhaul.ledger.LedgerUnavailable;
import io.longhaul.stack.Stack;
import io.longhaul.unit.RunName;

/** Says, once until that changes, that an open run has nobody who works on it. */
final class Nobody {
  private final Hints hints;
  private boolean said;

  Nobody(Hints hints) {
    this.hints = hints;
  }

  /** The line, or an empty one: there is somebody, or it was said before. */
  String line(Progress progress) {
    boolean nobody =
        !progress.over() && progress.hands().map(Hands::workers).filter(n -> n == 0).isPresent();
    boolean say = nobody && !said;
    said = nobody;
    return say ? line(hints, progress.run()) : "";
  }

  /** Says of a run that was just given work that nobody does it, if that is so and known. */
  static void sayOf(Surroundings surroundings, Hints hints, Stack stack, RunName run) {
    try {
      if (Hands.workers(stack) == 0) surroundings.say(line(hints, run));
    } catch (LedgerUnavailable e) {
      // what was asked for is done, and this was only a hint
    }
  }

  static String line(Hints hints, RunName run) {
    return "nobody works on it: no worker is live; '%s' goes on with it"
        .formatted(hints.command("worker --until", run));
  }
}
