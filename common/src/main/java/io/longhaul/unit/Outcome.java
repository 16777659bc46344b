package io.longhaul.unit;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a handler says became of its unit; a policy, not the handler, decides what follows. */
public sealed interface Outcome {
  /** All of it is done. */
  record Done(Tally tally) implements Outcome {}

  /**
   * What is left goes on as these children; {@code next} waits until all that came of them is
   * closed.
   *
   * @param failed what all that was tried failed with; empty if nothing failed, some of it did not,
   *     or not all alike
   */
  record Split(Tally tally, List<NewUnit> children, Optional<NewUnit> next, Optional<Failed> failed)
      implements Outcome {
    public Split {
      children = List.copyOf(children);
      if (children.isEmpty()) throw new IllegalArgumentException("split: at least one child");
    }

    public Split(Tally tally, List<NewUnit> children, Optional<NewUnit> next) {
      this(tally, children, next, Optional.empty());
    }

    public Split(Tally tally, List<NewUnit> children) {
      this(tally, children, Optional.empty());
    }
  }

  /** Nothing of it counts; it is tried again while its budget lasts, or is dead. */
  record Failed(FailureClass failure, String why) implements Outcome {}

  /** Handed back unharmed, to be taken up after so long; charges nothing. */
  record Released(String why, Duration after) implements Outcome {}
}
