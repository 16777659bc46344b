package io.longhaul.coordinator.fleet.local;

import java.util.concurrent.CountDownLatch;

/** Stands in for a worker's process: there until it is asked to end. */
final class Idle {
  private Idle() {}

  public static void main(String[] args) throws InterruptedException {
    new CountDownLatch(1).await();
  }
}
