package io.longhaul.worker.loop;

import io.longhaul.unit.WorkerId;
import java.time.Instant;
import java.util.Optional;

/**
 * What a worker says of itself at one moment, having asked nobody.
 *
 * @param session the one that it works under; empty: none has begun yet
 * @param ledgerAnswers whether the ledger answered when it was asked last
 * @param draining whether it was asked to stop
 * @param stopped why it cannot go on; empty: it can
 */
public record Vitals(
    Optional<Session> session,
    Work work,
    boolean ledgerAnswers,
    boolean draining,
    Optional<String> stopped) {

  /**
   * A session.
   *
   * @param until when it ends if it is not renewed
   * @param live whether others leave alone what it holds
   */
  public record Session(WorkerId worker, Instant until, boolean live) {}

  /**
   * What it does.
   *
   * @param held units in hand
   * @param lastClaim when the ledger last answered a claim
   * @param lastSettle when it last answered a settle
   */
  public record Work(int held, Optional<Instant> lastClaim, Optional<Instant> lastSettle) {}

  /** Why it takes on no units now; empty: it does. */
  public Optional<String> hindrance() {
    if (stopped.isPresent()) return Optional.of("it cannot go on: " + stopped.get());
    if (draining) return Optional.of("it is draining");
    if (session.isEmpty()) return Optional.of("it has no session yet: the ledger has to answer");
    if (!session.get().live()) return Optional.of("its session is over, and no other has begun");
    if (!ledgerAnswers) return Optional.of("the ledger does not answer");
    return Optional.empty();
  }
}
