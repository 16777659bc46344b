package io.longhaul.embedded.s3.store;

import org.jspecify.annotations.Nullable;

/**
 * What must hold of the object that a write is about to replace; looked at under the key's lock.
 */
@FunctionalInterface
public interface Precondition {
  Precondition NONE = current -> {};

  /** Throws the failure to answer; null when there is no object. */
  void check(@Nullable Entry current);
}
