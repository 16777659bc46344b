package io.longhaul.claim;

import io.longhaul.job.Job;
import io.longhaul.s3.pace.Allowance;
import io.longhaul.time.Deadline;
import io.longhaul.time.Time;
import io.longhaul.unit.Claim;
import java.time.Instant;
import java.util.Optional;

/**
 * A claimed unit as its handler sees it: what it is, and what the handler must heed while at it.
 */
public interface InHand {
  Claim claim();

  Job job();

  /**
   * When the unit's run began, by the clock of who submitted it: of this run nothing was done
   * outside before.
   */
  Instant began();

  Time time();

  /**
   * A deadline for one effect outside, within the session.
   *
   * @throws SessionOver if the session is over: the effect must not be started
   */
  Deadline effect();

  /** What this worker may ask for on behalf of the unit's run; empty: as much as it likes. */
  Optional<Allowance> allowance();

  /**
   * Whether to come to an end soon: the worker drains, or the run is being cancelled. What is left
   * then leaves as a split, or the unit is released.
   */
  boolean leaving();

  /** Whether the run is being cancelled: nobody wants what is still under way. */
  boolean cancelled();
}
