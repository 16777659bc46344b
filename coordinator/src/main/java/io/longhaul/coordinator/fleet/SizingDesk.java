package io.longhaul.coordinator.fleet;

import io.longhaul.coordinator.CommandFailed;
import io.longhaul.ledger.Sizing;
import io.longhaul.ledger.Sizing.Wish;
import io.longhaul.ledger.Sizings;
import io.longhaul.stack.Stack;
import io.longhaul.time.Deadline;
import io.longhaul.time.Time;
import java.time.Duration;
import java.util.Optional;

/** Where a person begins and ends that a stack's fleet is sized by itself. */
public final class SizingDesk {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

  /** Longer than anybody may be about to tell the group a number. */
  private static final Duration LONGEST = Duration.ofSeconds(90);

  private final Sizings sizings;
  private final Time time;

  public SizingDesk(Stack stack) {
    this.sizings = stack.ledger().sizings();
    this.time = stack.time();
  }

  /** How it is being sized; empty: it is not. */
  public Optional<Sizing> standing() {
    return sizings.find();
  }

  /**
   * Begins it, in the place of what stood.
   *
   * @param first how many are wanted at first
   * @throws CommandFailed if somebody else changed that meanwhile
   */
  public void begin(Optional<Sizing> stood, Wish wish, int first) {
    if (sizings.wish(stood.map(Sizing::wish), wish, first)) return;
    throw CommandFailed.failed(
        "nothing was changed: somebody else changed how the fleet is sized at this moment;"
            + " 'longhaul fleet ls' shows it, run this again if it is still to be so");
  }

  /**
   * Ends it, and waits until nobody is about to tell the group a number any more: what is set
   * afterwards stays.
   *
   * @return what stood; empty: it was not sized by itself
   */
  public Optional<Sizing> end() throws InterruptedException {
    Optional<Sizing> ended = Optional.empty();
    Optional<Sizing> stands = standing();
    while (stands.isPresent()) {
      if (sizings.end(stands.get().wish())) ended = stands;
      stands = standing();
    }
    Deadline deadline = Deadline.in(time, LONGEST);
    while (sizings.telling(time.now()) && !deadline.passed()) time.sleep(BETWEEN_LOOKS);
    return ended;
  }
}
