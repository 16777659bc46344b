package io.longhaul.claim;

import io.longhaul.ledger.Ledger;
import io.longhaul.ledger.Session;
import io.longhaul.unit.WorkerId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Says which sessions still live, and declares lost those that are overdue. */
final class Judgement {
  /** A session that is not live is kept on record so long, for whoever looks into what happened. */
  private static final Duration KEPT = Duration.ofDays(1);

  private final Set<WorkerId> live = new HashSet<>();
  private final Set<WorkerId> left = new HashSet<>();

  private Judgement() {}

  /**
   * Judges all sessions on record as they are now. What is asked about later must have been read
   * before: a session that began since is unknown here and would pass for lost.
   */
  static Judgement pass(Ledger ledger, boolean mayJudge, Duration margin, Instant now) {
    Judgement judgement = new Judgement();
    List<Session> sessions = ledger.sessions().all();
    Instant overdue = now.minus(margin);
    for (Session session : sessions) {
      switch (session.state()) {
        case LIVE -> {
          boolean late = session.until().isBefore(overdue);
          boolean lost = late && mayJudge && ledger.sessions().lose(session.worker(), overdue);
          if (!lost) judgement.live.add(session.worker());
        }
        case LOST, LEFT -> {
          if (session.state() == Session.State.LEFT) judgement.left.add(session.worker());
          if (session.until().isBefore(now.minus(KEPT))) ledger.sessions().forget(session.worker());
        }
      }
    }
    return judgement;
  }

  boolean live(WorkerId worker) {
    return live.contains(worker);
  }

  /** Whether it ended by itself: what it still held was no loss. */
  boolean left(WorkerId worker) {
    return left.contains(worker);
  }
}
