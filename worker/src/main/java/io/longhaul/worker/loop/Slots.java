package io.longhaul.worker.loop;

import java.util.concurrent.Semaphore;

/** The units that a tier may have at once: a message is asked for only when there is a free one. */
final class Slots {
  private final Semaphore free;

  Slots(int units) {
    free = new Semaphore(units);
  }

  /** Waits for at least one free slot and takes up to {@code most}. */
  int awaitRoom(int most) throws InterruptedException {
    free.acquire();
    int taken = 1;
    while (taken < most && free.tryAcquire()) taken++;
    return taken;
  }

  void giveBack(int slots) {
    free.release(slots);
  }
}
