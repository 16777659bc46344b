package io.longhaul.s3.vertx;

import io.vertx.core.MultiMap;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is whole.
 *
 * @param body may be longer than what was received
 * @param length in bytes, of what was received in {@code body}
 */
record Reply(int status, MultiMap headers, byte[] body, int length) {
  private static final int SUCCESS = 200;
  private static final int REDIRECT = 300;

  static boolean isSuccess(int status) {
    return status >= SUCCESS && status < REDIRECT;
  }

  @Nullable String header(String name) {
    return headers.get(name);
  }
}
