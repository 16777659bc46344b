package io.longhaul.worker.host;

import io.longhaul.access.NoAccess;
import io.longhaul.ledger.Ledger;
import io.longhaul.ledger.LedgerUnavailable;
import io.longhaul.sizing.CapacityRefused;
import io.longhaul.sizing.Sizer;
import io.longhaul.sizing.SizingSettings;
import io.longhaul.time.Time;
import io.longhaul.unit.WorkerId;
import io.longhaul.worker.loop.Vitals;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the duty of sizing the fleet whenever it is free, under the worker's session. */
final class SizingWatch {
  private static final Logger LOG = LoggerFactory.getLogger(SizingWatch.class);

  private final Supplier<Vitals> vitals;
  private final Time time;
  private final Duration every;
  private final Sizer sizer;
  private volatile @Nullable WorkerId me;

  SizingWatch(
      Supplier<Vitals> vitals,
      Group group,
      Ledger ledger,
      Time time,
      SizingSettings settings,
      HostMeters meters) {
    this.vitals = vitals;
    this.time = time;
    this.every = settings.every();
    this.sizer = new Sizer(ledger, time, settings, machines -> tell(group, machines, meters));
  }

  private static void tell(Group group, int machines, HostMeters meters)
      throws InterruptedException {
    try {
      group.want(machines);
      meters.sized();
    } catch (GroupRefused e) {
      meters.sizingFailed();
      throw new CapacityRefused(String.valueOf(e.getMessage()), e);
    }
  }

  /** Does it until the worker drains, or is interrupted. */
  void run() throws InterruptedException {
    while (true) {
      time.sleep(every);
      Vitals now = vitals.get();
      if (now.draining()) {
        leave();
        return;
      }
      if (now.session().filter(Vitals.Session::live).isPresent()) {
        round(now.session().get().worker());
      }
    }
  }

  /** What the ledger does not answer or allow, the worker's loop meets, too. */
  private void round(WorkerId worker) throws InterruptedException {
    me = worker;
    try {
      var unused = sizer.round(worker);
    } catch (LedgerUnavailable | NoAccess e) {
      LOG.atInfo()
          .addKeyValue("why", e.getMessage())
          .log("the fleet was not looked at, another look follows");
    }
  }

  /** Lays the duty down, so that another need not wait for it to lapse. */
  void leave() {
    WorkerId worker = me;
    if (worker == null) return;
    try {
      sizer.leave(worker);
    } catch (LedgerUnavailable | NoAccess e) {
      LOG.atInfo().addKeyValue("why", e.getMessage()).log("the fleet's sizing lapses by itself");
    }
  }
}
