package io.longhaul.s3.pace;

/**
 * How many requests may be under way at one place, which is a leading part of the keys of a bucket.
 *
 * @param first at once before anything is known of the place, 1 to {@code most}
 * @param most at once, however well it goes, 1 to 10,000
 * @param places of which this is kept, 1 to 100,000; the one that was asked longest ago goes first
 */
public record PaceSettings(int first, int most, int places) {
  /** As many as a few units have in flight, then up to what 60 ms away makes 3,500 writes/s. */
  public static final PaceSettings DEFAULT = new PaceSettings(64, 256, 1_024);

  public PaceSettings {
    within("pace most", most, 10_000);
    within("pace first", first, most);
    within("pace places", places, 100_000);
  }

  private static void within(String key, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException("%s %d: 1 to %d".formatted(key, value, most));
    }
  }
}
