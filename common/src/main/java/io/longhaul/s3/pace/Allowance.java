package io.longhaul.s3.pace;

import io.longhaul.time.Time;

/**
 * What this process may ask for on behalf of one run: requests a second, and bytes a second.
 *
 * @param requests every call that may send one
 * @param bytes that are read through this process; what a store copies by itself passes no wire
 */
public record Allowance(TokenBucket requests, TokenBucket bytes) {
  /** Nothing may be asked for until {@link #share} says how much. */
  public static Allowance none(Time time) {
    return new Allowance(new TokenBucket(time, 0), new TokenBucket(time, 0));
  }

  /** Sets both, in a second; below 0: no limit. */
  public void share(double requests, double bytes) {
    this.requests.rate(requests);
    this.bytes.rate(bytes);
  }
}
