package io.longhaul.worker.host;

import io.longhaul.access.NoAccess;
import io.longhaul.ledger.Farewell;
import io.longhaul.ledger.Ledger;
import io.longhaul.ledger.LedgerUnavailable;
import io.longhaul.time.Time;
import io.longhaul.unit.WorkerId;
import io.longhaul.worker.loop.Parting;
import io.longhaul.worker.loop.Worker;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Ends the machine of a worker that leaves because nobody needs it or somebody wishes it away, and
 * takes its place out of the group: while the worker's session lives, so that others who find no
 * live worker on a machine may end it, and nobody does so twice.
 *
 * <p>Whoever stops a worker otherwise, a person or the machine's notice, decides about the machine.
 */
public final class Departure implements Parting {
  private static final Duration EVERY = Duration.ofSeconds(1);

  private final Host host;
  private final Group group;
  private final Time time;
  private final LastOne lastOne;
  private final EarlierWish earlier;
  private volatile boolean idle;
  private volatile @Nullable Farewell inherited;
  private volatile boolean ended;
  private volatile String hindrance = "its session was lost before that";

  /**
   * @param name of the machine, as sessions name their host
   * @param session how long one lives
   */
  public Departure(
      Host host, Group group, Ledger ledger, Time time, String name, Duration session) {
    this.host = host;
    this.group = group;
    this.time = time;
    this.lastOne = new LastOne(ledger, time, name);
    this.earlier = new EarlierWish(ledger, time, name, session);
  }

  /** From now on the worker leaves by this, also by a wish to one that was here before. */
  public void watch(Worker worker) {
    worker.onParting(this);
    var unused = time.start("wish", () -> heed(worker));
  }

  private void heed(Worker worker) {
    try {
      // before its first session there would be none to leave under
      while (worker.vitals().session().isEmpty()) time.sleep(EVERY);
      Optional<Farewell> wish = earlier.await();
      if (wish.isEmpty()) return;
      inherited = wish.get();
      worker.drain();
    } catch (InterruptedException e) {
      // nobody interrupts it but the end of the process
    }
  }

  /** It leaves because it has nothing to do. */
  void idle() {
    idle = true;
  }

  @Override
  public void part(WorkerId me, Optional<Farewell> said) throws InterruptedException {
    Optional<Farewell> wish = wish(said);
    if (wish.isEmpty()) return;
    try {
      if (!lastOne.is(me)) {
        hindrance = "another worker is on it";
        return;
      }
      host.end(group, wish.get() == Farewell.ONE_FEWER);
      ended = true;
    } catch (GroupRefused | LedgerUnavailable | NoAccess e) {
      hindrance = String.valueOf(e.getMessage());
    }
  }

  private Optional<Farewell> wish(Optional<Farewell> said) {
    return said.or(() -> Optional.ofNullable(inherited))
        .or(() -> idle ? Optional.of(Farewell.ONE_FEWER) : Optional.empty());
  }

  /**
   * Why the machine goes on though it was to end with its worker; empty: it was not, or ends.
   *
   * @param said the wish by which the worker has left
   */
  public Optional<String> hindrance(Optional<Farewell> said) {
    return ended || wish(said).isEmpty() ? Optional.empty() : Optional.of(hindrance);
  }

  /** Whether the machine ends. */
  public boolean ended() {
    return ended;
  }
}
