package io.longhaul.coordinator.submit;

import io.longhaul.access.NoAccess;
import io.longhaul.claim.HeldSession;
import io.longhaul.ledger.LedgerUnavailable;
import io.longhaul.stack.Stack;
import io.longhaul.unit.WorkerId;

/** The session of one submitting process: renewed in the background, left when closed. */
public final class SubmitSession implements AutoCloseable {
  private final HeldSession session;
  private final Thread renewing;

  private SubmitSession(HeldSession session, Thread renewing) {
    this.session = session;
    this.renewing = renewing;
  }

  /**
   * Begins one.
   *
   * @param version the highest of a kind that this process understands
   */
  public static SubmitSession begin(Stack stack, WorkerId id, String host, int version) {
    HeldSession session =
        HeldSession.begin(
            stack.ledger(), stack.time(), id, stack.settings().sessions(), host, version);
    Thread renewing = stack.time().start("renew", () -> keep(session));
    return new SubmitSession(session, renewing);
  }

  private static void keep(HeldSession session) {
    try {
      session.keep(new Silent());
    } catch (InterruptedException e) {
      // closed: the session has been left
    } catch (NoAccess e) {
      // whoever submits meets the same at its next request, and says so
    }
  }

  public WorkerId id() {
    return session.worker();
  }

  @Override
  public void close() {
    renewing.interrupt();
    try {
      session.leave();
    } catch (LedgerUnavailable | NoAccess e) {
      // the session lapses by itself
    }
  }

  /** Whoever settles learns of a loss by its fence; there is nothing else to stop here. */
  private static final class Silent implements HeldSession.Events {
    @Override
    public void renewed() {}

    @Override
    public void silent(LedgerUnavailable why) {}

    /** The wish is one to workers of a fleet; who submits ends when that is done. */
    @Override
    public void wishedAway() {}

    @Override
    public void lost() {}
  }
}
