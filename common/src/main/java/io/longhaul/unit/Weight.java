package io.longhaul.unit;

/**
 * What a unit is estimated to cost.
 *
 * @param requests to the store that change something
 * @param bytes that move
 */
public record Weight(long requests, long bytes) {
  private static final long SMALL_REQUESTS = 100;
  private static final long SMALL_BYTES = 256L << 20;
  private static final long MEDIUM_REQUESTS = 10_000;
  private static final long MEDIUM_BYTES = 4L << 30;

  public Weight {
    if (requests < 0 || bytes < 0) {
      throw new IllegalArgumentException("weight %d, %d: not below 0".formatted(requests, bytes));
    }
  }

  /** About a second of work is small, about a minute is medium, more is large. */
  public Tier tier() {
    if (requests <= SMALL_REQUESTS && bytes <= SMALL_BYTES) return Tier.SMALL;
    if (requests <= MEDIUM_REQUESTS && bytes <= MEDIUM_BYTES) return Tier.MEDIUM;
    return Tier.LARGE;
  }
}
