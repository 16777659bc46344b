package io.longhaul.claim;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Remembers when this process could not reach the ledger: after that it judges nobody for a full
 * session, for the others could not renew themselves either.
 */
final class Outages {
  private final Duration session;
  private Instant lastContact = Instant.MIN;
  private Instant judgeFrom = Instant.MIN;
  private Instant began = Instant.MIN;
  private Instant countedUntil = Instant.MIN;

  Outages(Duration session) {
    this.session = session;
  }

  /** The ledger has just answered. A silence of more than half a session was an outage. */
  void contact(Instant now) {
    if (!lastContact.equals(Instant.MIN)
        && Duration.between(lastContact, now).compareTo(session.dividedBy(2)) > 0) {
      began = lastContact;
      judgeFrom = now.plus(session);
      countedUntil = judgeFrom.plus(session);
    }
    lastContact = now;
  }

  boolean mayJudge(Instant now) {
    return !now.isBefore(judgeFrom);
  }

  /** Losses at or after this instant belong to the outage that is just over. */
  Optional<Instant> countedOnceSince(Instant now) {
    return now.isBefore(countedUntil) ? Optional.of(began) : Optional.empty();
  }
}
