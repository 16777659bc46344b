package io.longhaul.coordinator.watch;

import io.longhaul.coordinator.CommandFailed;
import io.longhaul.ledger.Counts;
import io.longhaul.ledger.Ledger;
import io.longhaul.ledger.LedgerUnavailable;
import io.longhaul.ledger.Run;
import io.longhaul.stack.Stack;
import io.longhaul.time.Deadline;
import io.longhaul.time.Time;
import io.longhaul.unit.RunName;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a run's counters again and again until it is over, and shows them. */
public final class Watch {
  private static final Duration EVERY_LOCALLY = Duration.ofMillis(300);

  /** A reading of a DynamoDB run costs about 9 read units: at this pace a cent in two hours. */
  private static final Duration EVERY = Duration.ofSeconds(2);

  /** What is in hand is read from the index, sixteen queries each time. */
  private static final Duration HANDS_LOCALLY = Duration.ofSeconds(1);

  private static final Duration HANDS = Duration.ofSeconds(10);

  private final Stack stack;
  private final Ledger ledger;
  private final Time time;
  private final Duration every;
  private final RunName run;
  private final Picture picture;
  private final Speed speed = new Speed();
  private Optional<Hands> hands = Optional.empty();
  private @Nullable Deadline handsHold;

  public Watch(Stack stack, RunName run, Picture picture) {
    this.stack = stack;
    this.ledger = stack.ledger();
    this.time = stack.time();
    this.every = stack.settings().local().isPresent() ? EVERY_LOCALLY : EVERY;
    this.run = run;
    this.picture = picture;
  }

  /** What else is looked at with every reading; it may throw to end the watch. */
  public interface Each {
    void seen(Progress progress) throws InterruptedException;
  }

  /**
   * Follows the run until it is over; a ledger that does not answer is asked again.
   *
   * @return the last reading
   */
  public Progress untilOver(Each each) throws InterruptedException {
    try {
      boolean silent = false;
      while (true) {
        try {
          Progress progress = read();
          silent = false;
          picture.show(progress);
          each.seen(progress);
          if (progress.over()) return progress;
        } catch (LedgerUnavailable e) {
          if (!silent) picture.say("the ledger does not answer, asking on: " + e.getMessage());
          silent = true;
        }
        time.sleep(every);
      }
    } finally {
      picture.end();
    }
  }

  /** The run first, its counters second: what is closed has the counters that it closed with. */
  public Progress read() {
    Run found =
        ledger
            .runs()
            .find(run)
            .orElseThrow(() ->
                CommandFailed.misused(
                    "there is no run '%s'; 'longhaul status' lists them".formatted(run)));
    Counts counts = ledger.runs().counts(run);
    speed.read(time.nanos(), counts);
    Instant until = found.state().over() ? found.ended() : time.now();
    Duration elapsed = Duration.between(found.created(), until);
    lookAtHands(found);
    return new Progress(run, found.state(), counts, hands, elapsed, speed.perSecond());
  }

  private void lookAtHands(Run found) {
    if (found.state().over()) {
      hands = Optional.empty();
      return;
    }
    if (handsHold != null && !handsHold.passed()) return;
    hands = Optional.of(Hands.of(stack, run));
    boolean local = stack.settings().local().isPresent();
    handsHold = Deadline.in(time, local ? HANDS_LOCALLY : HANDS);
  }
}
