package io.longhaul.embedded.hooks;

import java.time.Duration;

/** What a hook does to a request that it catches. */
public sealed interface Action {
  /** Answers so; status 200 gives an error in the body of a success, as S3 may for copies. */
  record Fail(int status, String code, String message) implements Action {
    public Fail {
      if (status < 200 || status > 599) throw new IllegalArgumentException("status: " + status);
    }
  }

  /** Goes on after this time, or when the hook is removed. */
  record Delay(Duration duration) implements Action {}

  /** Goes on when the hook is removed. */
  record Hold() implements Action {}

  /** Closes the connection without an answer, or in the middle of one. */
  record Cut() implements Action {}

  /** Answers a listing with its first two objects the wrong way round; at no point of its own. */
  record Unsort() implements Action {}
}
