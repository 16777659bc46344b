package io.longhaul.unit;

/**
 * A unit in hand: what its holder may settle while the fence is still this one.
 *
 * @param attempts failures so far that were charged
 * @param losses sessions lost in a row while they held it
 * @param stage the stage that counts it, and in how many counter rows it does
 * @param redriven how often a person has made it pending again since it was registered
 */
public record Claim(
    UnitRef ref,
    WorkerId worker,
    long fence,
    String kind,
    Tier tier,
    Payload payload,
    int attempts,
    int losses,
    String stage,
    int shards,
    int redriven) {

  /** One that was never redriven. */
  public Claim(
      UnitRef ref,
      WorkerId worker,
      long fence,
      String kind,
      Tier tier,
      Payload payload,
      int attempts,
      int losses,
      String stage,
      int shards) {
    this(ref, worker, fence, kind, tier, payload, attempts, losses, stage, shards, 0);
  }
}
