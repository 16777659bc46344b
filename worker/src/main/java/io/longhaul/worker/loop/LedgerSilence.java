package io.longhaul.worker.loop;

import io.longhaul.time.Time;

/** How long, in all, the ledger has not answered this worker; what still lasts counts too. */
final class LedgerSilence {
  private static final double NANOS = 1e9;

  private final Time time;
  private boolean silent;
  private long since;
  private long past;

  LedgerSilence(Time time) {
    this.time = time;
  }

  synchronized void begins() {
    if (silent) return;
    silent = true;
    since = time.nanos();
  }

  synchronized void ends() {
    if (!silent) return;
    silent = false;
    past += time.nanos() - since;
  }

  synchronized double seconds() {
    return (silent ? past + time.nanos() - since : past) / NANOS;
  }
}
