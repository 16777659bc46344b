package io.longhaul.ledger;

import io.longhaul.ledger.Session.State;
import io.longhaul.unit.WorkerId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sessions: begun once, renewed while live, declared lost by others when they are overdue. */
public final class Sessions {
  private static final String STATE = "state";
  private static final String UNTIL = "until";
  private static final int PAGE = 1000;

  private final Table table;
  private final BadRows bad;

  Sessions(Table table, BadRows bad) {
    this.table = table;
    this.bad = bad;
  }

  /** Begins a session; false if that id was ever used before. */
  public boolean begin(WorkerId worker, String host, int version, Instant until) {
    Write begin =
        new Write.Update(
            LedgerKeys.session(worker),
            List.of(new Condition.NoRow()),
            List.of(
                new Change.Set(STATE, State.LIVE.name()),
                new Change.Set(UNTIL, until.toEpochMilli()),
                new Change.Set("host", host),
                new Change.Set("version", (long) version)));
    return switch (table.write(begin)) {
      case Written.Applied applied -> true;
      // our own first try, repeated below us: it has this very end, and nobody renewed it since
      case Written.Refused refused ->
          refused
              .row()
              .map(Session::of)
              .filter(session -> session.state() == State.LIVE)
              .filter(session -> session.until().toEpochMilli() == until.toEpochMilli())
              .isPresent();
    };
  }

  /**
   * What became of a renewal.
   *
   * @param live false if the session was declared lost or is gone
   * @param wish if somebody wishes that the worker leave
   */
  public record Renewal(boolean live, Optional<Farewell> wish) {}

  /** Renews a live session. */
  public Renewal renew(WorkerId worker, Instant until) {
    return renewed(ifLive(worker, new Change.Set(UNTIL, until.toEpochMilli())));
  }

  /**
   * Renews a live session, and says in its row what came of it so far, for who looks at the fleet.
   *
   * @param done units settled
   * @param lived how long it has been there
   */
  public Renewal renew(WorkerId worker, Instant until, long done, Duration lived) {
    return renewed(ifLive(worker, renewal(until, done, lived)));
  }

  /** Renews a live session whose worker is leaving, and says so in its row. */
  public Renewal renewGoing(WorkerId worker, Instant until, long done, Duration lived) {
    List<Change> changes = new ArrayList<>(List.of(renewal(until, done, lived)));
    changes.add(new Change.Set(Session.GOES, 1L));
    return renewed(ifLive(worker, changes.toArray(Change[]::new)));
  }

  private static Change[] renewal(Instant until, long done, Duration lived) {
    return new Change[] {
      new Change.Set(UNTIL, until.toEpochMilli()),
      new Change.Set(Session.DONE, done),
      new Change.Set(Session.LIVED, lived.toMillis())
    };
  }

  private static Renewal renewed(Written written) {
    return switch (written) {
      case Written.Applied renewed -> new Renewal(true, Farewell.of(renewed.row()));
      case Written.Refused refused -> new Renewal(false, refused.row().flatMap(Farewell::of));
    };
  }

  /**
   * Wishes that a worker leave: it sees that at its next renewal, and drains. The wish is for this
   * session alone, and once said it stays: of two that are not the same the first counts.
   *
   * @return whether the session was live; otherwise nothing was changed
   */
  public boolean askToLeave(WorkerId worker, Farewell wish) {
    Written written =
        table.write(
            new Write.Update(
                LedgerKeys.session(worker),
                List.of(
                    new Condition.Is(STATE, State.LIVE.name()), new Condition.Lacks(Session.LEAVE)),
                List.of(new Change.Set(Session.LEAVE, wish.word))));
    return switch (written) {
      case Written.Applied said -> true;
      case Written.Refused refused ->
          refused
              .row()
              .filter(row -> row.text(STATE).equals(State.LIVE.name()))
              .filter(row -> row.has(Session.LEAVE))
              .isPresent();
    };
  }

  private Written ifLive(WorkerId worker, Change... changes) {
    return table.write(
        new Write.Update(
            LedgerKeys.session(worker),
            List.of(new Condition.Is(STATE, State.LIVE.name())),
            List.of(changes)));
  }

  /** Ends one's own session, holding nothing any more. */
  public void leave(WorkerId worker) {
    ifLive(worker, new Change.Set(STATE, State.LEFT.name()));
  }

  /** Declares a session lost if it ended before that instant; false if it was renewed meanwhile. */
  public boolean lose(WorkerId worker, Instant overdueBefore) {
    return table.write(
            new Write.Update(
                LedgerKeys.session(worker),
                List.of(
                    new Condition.Is(STATE, State.LIVE.name()),
                    new Condition.AtMost(UNTIL, overdueBefore.toEpochMilli())),
                List.of(new Change.Set(STATE, State.LOST.name()))))
        instanceof Written.Applied;
  }

  /** All sessions on record, live or not; one that cannot be read counts as live, for ever. */
  public List<Session> all() {
    List<Session> sessions = new ArrayList<>();
    String after = null;
    while (true) {
      List<Row> page = table.query(LedgerKeys.LIVE, "", after, PAGE);
      sessions.addAll(bad.read(page, this::readOrLive));
      if (page.size() < PAGE) return sessions;
      after = page.getLast().key().sort();
    }
  }

  /** Whoever holds units under it, and writes what we cannot read, must not be robbed of them. */
  private Session readOrLive(Row row) {
    try {
      return Session.of(row);
    } catch (RuntimeException e) {
      bad.passedOver(row.key(), e);
      return new Session(
          new WorkerId(row.key().sort()),
          State.LIVE,
          Instant.MAX,
          "",
          0,
          Optional.empty(),
          false,
          0,
          Duration.ZERO);
    }
  }

  /** The session of that id; one that cannot be read counts as live, for ever. */
  public Optional<Session> find(WorkerId worker) {
    return table.get(LedgerKeys.session(worker)).map(this::readOrLive);
  }

  /** Forgets a session that is not live; its id must not come back, which ids see to. */
  public void forget(WorkerId worker) {
    table.write(
        new Write.Delete(
            LedgerKeys.session(worker), List.of(new Condition.IsNot(STATE, State.LIVE.name()))));
  }
}
