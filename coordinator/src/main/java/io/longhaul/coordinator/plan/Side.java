package io.longhaul.coordinator.plan;

import io.longhaul.job.S3Location;
import io.longhaul.partition.census.Counted;
import java.util.Optional;

/**
 * One end of a copy as it was found.
 *
 * @param there false: there is no such bucket
 * @param isAws whether its server is AWS itself
 * @param region empty: not known
 * @param counted empty: unknown
 * @param why it is unknown; else empty
 */
record Side(
    S3Location at,
    boolean there,
    boolean isAws,
    Optional<String> region,
    Optional<Counted> counted,
    String why) {

  /** The region of AWS that it is in; empty: not known, or it is elsewhere. */
  Optional<String> awsRegion() {
    return isAws ? region : Optional.empty();
  }

  /** Whether objects were seen there. */
  boolean holdsSome() {
    return counted.filter(seen -> seen.objects().low() > 0).isPresent();
  }
}
