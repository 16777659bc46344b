package io.longhaul.sizing;

import io.longhaul.claim.SessionSettings;
import java.time.Duration;

/**
 * How the fleet is sized.
 *
 * @param every between two looks
 * @param margin what clocks may differ by
 * @param startUp so long a machine may take from being wanted to being at work; who is waited for
 *     longer does not hold up others
 * @param hold so long fewer must have been enough before fewer are wanted
 * @param idle so long nothing must have been open before none is wanted
 * @param patience so long a first size stays though nothing was open yet, and any though nobody is
 *     live
 * @param telling so long telling the group may take at most
 */
public record SizingSettings(
    Duration every,
    Duration margin,
    Duration startUp,
    Duration hold,
    Duration idle,
    Duration patience,
    Duration telling) {
  private static final Duration TELLING = Duration.ofSeconds(60);

  /**
   * On AWS: a look every 30 s, five minutes for a start and before fewer are wanted, two minutes
   * before none is, nine minutes for somebody to submit: after ten an idle worker leaves.
   */
  public static final SizingSettings FLEET = of(SessionSettings.FLEET);

  public SizingSettings {
    if (!every.isPositive()) throw new IllegalArgumentException("sizing every " + every);
  }

  /** In proportion to a session, of 60 s on AWS. */
  public static SizingSettings of(SessionSettings sessions) {
    Duration every = sessions.length().dividedBy(2);
    Duration ten = every.multipliedBy(10);
    return new SizingSettings(
        every, sessions.margin(), ten, ten, every.multipliedBy(4), every.multipliedBy(18), TELLING);
  }

  /** The duty lapses so long after its holder was last seen at it. */
  Duration duty() {
    return every.multipliedBy(3);
  }

  /** So often the group is told the same number again: machines may have ended themselves. */
  Duration again() {
    return startUp;
  }
}
