package io.longhaul.worker.host;

import io.longhaul.access.NoAccess;
import io.longhaul.ledger.Farewell;
import io.longhaul.ledger.Ledger;
import io.longhaul.ledger.LedgerUnavailable;
import io.longhaul.ledger.Session;
import io.longhaul.time.Deadline;
import io.longhaul.time.Time;
import java.time.Duration;
import java.util.Optional;

/**
 * Looks for a wish that an earlier worker of this machine did not live to fulfil: whoever asked may
 * be gone, and the machine is to go all the same.
 */
final class EarlierWish {
  private static final int LOOKS_A_SESSION = 6;

  private final Ledger ledger;
  private final Time time;
  private final String host;
  private final Duration session;

  /**
   * @param host as sessions name this machine
   * @param session how long one lives: as long may somebody still ask one that is dead
   */
  EarlierWish(Ledger ledger, Time time, String host, Duration session) {
    this.ledger = ledger;
    this.time = time;
    this.host = host;
    this.session = session;
  }

  /** Looks until there is one, or none can come any more; a ledger that is silent is waited for. */
  Optional<Farewell> await() throws InterruptedException {
    Deadline deadline = Deadline.in(time, session.multipliedBy(2));
    while (true) {
      boolean last = deadline.passed();
      try {
        Optional<Farewell> wish = find();
        if (wish.isPresent() || last) return wish;
      } catch (LedgerUnavailable | NoAccess e) {
        // the loop says so, and stops for what asking again cannot mend
      }
      time.sleep(session.dividedBy(LOOKS_A_SESSION));
    }
  }

  private Optional<Farewell> find() {
    return ledger.sessions().all().stream()
        .filter(session -> session.host().equals(host))
        .map(Session::wish)
        .flatMap(Optional::stream)
        .findFirst();
  }
}
