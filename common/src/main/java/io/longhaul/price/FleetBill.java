package io.longhaul.price;

import java.time.Duration;

/**
 * What AWS would bill for workers while they are there, in US dollars, whatever they do.
 *
 * @param machines by the second, a minute at least; without their disks, which are cents a day
 * @param standing their meters in CloudWatch, their sessions and polls, and the sweeps of one run
 */
public record FleetBill(double machines, double standing) {
  private static final Duration SHORTEST = Duration.ofMinutes(1);

  /**
   * A stack's workers send the same ones: {@code s3-copy} moves 40 on a good day, and those of
   * refusals, retries and waits beside them.
   */
  private static final int METRICS = 100;

  private static final int METRIC_REQUESTS_AN_HOUR = 60;

  /** One each ten seconds. */
  private static final int RENEWALS_AN_HOUR = 360;

  /** Three that come back empty after 20 s, side by side. */
  private static final int POLLS_AN_HOUR = 3 * 180;

  /** One each ten seconds, of 64 queries of the index, half a read unit each. */
  private static final int SWEEP_READS_AN_HOUR = 360 * 64 / 2;

  /**
   * Reckons it.
   *
   * @param hourly of one machine
   * @param time of all of them, from their start to their end
   */
  public static FleetBill of(int workers, double hourly, Duration time) {
    double hours = (time.compareTo(SHORTEST) < 0 ? SHORTEST : time).toMillis() / 3_600_000.0;
    double all =
        METRICS * Prices.METRIC_HOUR
            + SWEEP_READS_AN_HOUR * Prices.READ_UNIT
            + workers
                * (METRIC_REQUESTS_AN_HOUR * Prices.METRIC_REQUEST
                    + RENEWALS_AN_HOUR * Prices.WRITE_UNIT
                    + POLLS_AN_HOUR * Prices.QUEUE_REQUEST);
    return new FleetBill(workers * hourly * hours, all * hours);
  }

  public double total() {
    return machines + standing;
  }
}
