package io.longhaul.worker.simulation;

import io.longhaul.ledger.LedgerUnavailable;
import java.util.List;

/**
 * What one worker hears from the ledger as it renews its session: while that is nothing it must ask
 * no queue for more.
 */
final class Renewals {
  private final List<String> violations;
  private boolean silent;

  Renewals(List<String> violations) {
    this.violations = violations;
  }

  /** A session also begins on the main thread, before anything is received under it. */
  void answered() {
    if (on("renew") || on("main")) silent = false;
  }

  /** The loop shuts its gate in the same breath, before another thread has its turn. */
  LedgerUnavailable silent(LedgerUnavailable why) {
    if (on("renew")) silent = true;
    return why;
  }

  private static boolean on(String thread) {
    return Thread.currentThread().getName().endsWith("/" + thread);
  }

  void receiving() {
    if (silent) violations.add("received while the ledger did not answer");
  }
}
