package io.longhaul.coordinator.reconcile;

import io.longhaul.ledger.OpenUnits;
import io.longhaul.ledger.OpenUnits.Pending;
import io.longhaul.ledger.OpenUnits.Place;
import io.longhaul.ledger.OpenUnits.Running;
import io.longhaul.ledger.OpenUnits.Waiting;
import io.longhaul.ledger.Run;
import io.longhaul.ledger.Session;
import io.longhaul.stack.Stack;
import io.longhaul.unit.RunName;
import io.longhaul.unit.WorkerId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How a run stands, as far as a sweep is concerned; the index is looked through as far as a sweep
 * would, so each number but {@code open} is at most {@link #MOST}.
 *
 * @param open by the counters
 * @param held units that sessions hold which are live
 * @param overdue of those, units of sessions that should have been renewed; they may be lost
 * @param lost units of sessions that are not live: to be taken back
 * @param due messages that are to be sent
 * @param done units that wait for a stage of which nothing is open: to be opened
 * @param unnoticed dead units that are to be announced
 */
public record Standing(
    Run run, long open, int held, int overdue, int lost, int due, int done, int unnoticed) {
  /** Of each sort. */
  public static final int MOST = 10_000;

  public static Standing of(Stack stack, Run run) {
    RunName name = run.name();
    OpenUnits index = stack.ledger().open();
    Instant now = stack.time().now();
    // running first, sessions second: one that began since would pass for lost
    List<Running> running = index.running(name, MOST);
    Map<WorkerId, Session> live = new HashMap<>();
    for (Session session : stack.ledger().sessions().all()) {
      if (session.state() == Session.State.LIVE) live.put(session.worker(), session);
    }
    Instant overdueBefore = now.minus(stack.settings().sessions().margin());
    int held = 0;
    int overdue = 0;
    for (Running unit : running) {
      Session session = live.get(unit.worker());
      if (session == null) continue;
      held++;
      if (session.until().isBefore(overdueBefore)) overdue++;
    }
    List<Pending> due =
        index.toSend(name, now, OpenUnits.RESEND_AFTER, stack.settings().sweeps().mostSends());
    Set<String> stages =
        index.waiting(name, MOST).stream().map(Waiting::stage).collect(Collectors.toSet());
    int done =
        (int) stages.stream().filter(stage -> stack.ledger().stages().isDone(name, stage)).count();
    return new Standing(
        run,
        stack.ledger().runs().counts(name).open(),
        held,
        overdue,
        running.size() - held,
        due.size(),
        done,
        index.unnoticed(name, MOST, new Place()).size());
  }
}
