package io.longhaul.embedded.s3.store;

import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Makes checking a key's condition and publishing its object one step. */
final class KeyLocks {
  private final ReentrantLock[] stripes = new ReentrantLock[1024];

  KeyLocks() {
    for (int i = 0; i < stripes.length; i++) stripes[i] = new ReentrantLock();
  }

  /** Never hold two: stripes have no order. */
  <T extends @Nullable Object> T holding(String bucket, Key key, Step<T> step) throws IOException {
    int hash = 31 * bucket.hashCode() + key.hashCode();
    ReentrantLock stripe = stripes[(hash ^ (hash >>> 16)) & (stripes.length - 1)];
    stripe.lock();
    try {
      return step.run();
    } finally {
      stripe.unlock();
    }
  }

  @FunctionalInterface
  interface Step<T extends @Nullable Object> {
    T run() throws IOException;
  }
}
