package io.longhaul.s3.vertx;

import org.jspecify.annotations.Nullable;

/**
 * What a request is signed with.
 *
 * @param token of a session; null for keys that last
 */
record Keys(String id, String secret, @Nullable String token) {
  /** Without the secrets. */
  @Override
  public String toString() {
    return "Keys[" + id + "]";
  }
}
