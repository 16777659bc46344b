package io.longhaul.worker.loop;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Shut while the ledger does not answer: nothing is received or asked again until it does. */
final class LedgerGate {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition opened = lock.newCondition();
  private final LedgerSilence silence;
  private boolean open = true;

  LedgerGate(LedgerSilence silence) {
    this.silence = silence;
  }

  void shut() {
    silence.begins();
    lock.lock();
    try {
      open = false;
    } finally {
      lock.unlock();
    }
  }

  void open() {
    silence.ends();
    lock.lock();
    try {
      open = true;
      opened.signalAll();
    } finally {
      lock.unlock();
    }
  }

  boolean isOpen() {
    lock.lock();
    try {
      return open;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until it is open.
   *
   * @throws InterruptedException if the thread was interrupted, open or not: an opening that meets
   *     an interrupt lets {@code await} return as if there had been none
   */
  void awaitOpen() throws InterruptedException {
    lock.lock();
    try {
      while (!open) opened.await();
    } finally {
      lock.unlock();
    }
    if (Thread.interrupted()) throw new InterruptedException();
  }
}
