package io.longhaul.worker.walk;

import io.longhaul.claim.InHand;
import java.util.random.RandomGenerator;

/**
 * One unit under way: between which ends, how hard it tries, what it may still do, and what became
 * of its objects so far.
 */
public record UnderWay(
    InHand unit,
    Ends ends,
    Retries retries,
    CopySettings settings,
    Account account,
    Budget budget) {
  /**
   * @param random asked by many threads at once
   */
  public static UnderWay of(
      InHand unit, Ends ends, CopySettings settings, RandomGenerator random, Account account) {
    return new UnderWay(
        unit,
        ends,
        new Retries(unit, settings, random),
        settings,
        account,
        new Budget(unit.job().unit(), unit.time()));
  }
}
