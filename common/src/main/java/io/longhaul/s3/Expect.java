package io.longhaul.s3;

/** What a write expects to find at its target; anything else there, and it must change nothing. */
public sealed interface Expect {
  /** Nothing: {@code If-None-Match: *}. */
  record Absent() implements Expect {}

  /** This very object: {@code If-Match}. */
  record Etag(String etag) implements Expect {}

  /** Whatever there is. Only for what nobody else writes, such as probes. */
  record Anything() implements Expect {}
}
