package io.longhaul.stack;

import io.longhaul.s3.ObjectStore;

/**
 * A store, and where it is.
 *
 * @param where as a person knows it
 * @param isAws whether it is AWS itself, whose conditions are believed
 */
public record StoreAt(ObjectStore store, String where, boolean isAws) {
  /** Whether one request may name a bucket of either: what the other's copies read. */
  public boolean sameServer(StoreAt other) {
    return isAws ? other.isAws : where.equals(other.where);
  }
}
