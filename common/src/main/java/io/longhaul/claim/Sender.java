package io.longhaul.claim;

import io.longhaul.access.NoAccess;
import io.longhaul.ledger.Ledger;
import io.longhaul.ledger.LedgerUnavailable;
import io.longhaul.ledger.Settled.ToSend;
import io.longhaul.queue.QueueUnavailable;
import io.longhaul.queue.Send;
import io.longhaul.queue.WorkQueue;
import io.longhaul.queue.WorkQueues;
import io.longhaul.time.Time;
import io.longhaul.unit.Tier;
import io.longhaul.unit.UnitRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the messages of registered units; what the queue does not take is noted in the ledger,
 * where a sweeper finds it.
 */
public final class Sender {
  private static final Logger LOG = LoggerFactory.getLogger(Sender.class);

  private final Ledger ledger;
  private final WorkQueues queues;
  private final Time time;

  public Sender(Ledger ledger, WorkQueues queues, Time time) {
    this.ledger = ledger;
    this.queues = queues;
    this.time = time;
  }

  /**
   * Sends them; units that are due later than a queue can delay are left to the sweeper.
   *
   * @throws NoAccess if a queue may not be sent to: what it was to carry is noted all the same
   */
  public void send(List<ToSend> units) {
    Instant now = time.now();
    NoAccess noAccess = null;
    for (Tier tier : Tier.values()) {
      List<ToSend> ofTier = units.stream().filter(unit -> unit.tier() == tier).toList();
      if (ofTier.isEmpty()) continue;
      try {
        noteUnsent(ofTier, refused(queues.of(tier), ofTier, now));
      } catch (NoAccess e) {
        noAccess = e;
        noteUnsent(ofTier, ofTier.stream().map(ToSend::unit).collect(Collectors.toSet()));
      }
    }
    if (noAccess != null) throw noAccess;
  }

  /** Those of the units that the queue did not take. */
  static Set<UnitRef> refused(WorkQueue queue, List<ToSend> units, Instant now) {
    List<Send> sends = new ArrayList<>();
    Set<UnitRef> refused = new HashSet<>();
    for (ToSend unit : units) {
      Duration delay = Duration.between(now, unit.due());
      if (delay.isNegative()) delay = Duration.ZERO;
      if (delay.compareTo(WorkQueue.LONGEST_DELAY) <= 0) sends.add(new Send(unit.unit(), delay));
    }
    try {
      for (Send failed : queue.send(sends)) refused.add(failed.unit());
    } catch (QueueUnavailable e) {
      for (Send send : sends) refused.add(send.unit());
    }
    return refused;
  }

  private void noteUnsent(List<ToSend> units, Set<UnitRef> refused) {
    for (ToSend unit : units) {
      if (!refused.contains(unit.unit())) continue;
      try {
        ledger.units().notSent(unit.unit(), unit.due());
      } catch (LedgerUnavailable e) {
        // its row says that it was sent: the age rule of the sweeper finds it all the same
        LOG.atInfo()
            .addKeyValue("run", unit.unit().run())
            .addKeyValue("unit", unit.unit().unit())
            .log("message not sent, and the ledger could not be told");
      }
    }
  }
}
