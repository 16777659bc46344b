package io.longhaul.aws;

import org.jspecify.annotations.Nullable;

/**
 * What a request is signed with.
 *
 * @param token of a session; null for keys that last
 */
public record Keys(String id, String secret, @Nullable String token) {
  /** Without the secrets. */
  @Override
  public String toString() {
    return "Keys[" + id + "]";
  }
}
