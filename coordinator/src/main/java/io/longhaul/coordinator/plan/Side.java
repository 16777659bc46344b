package io.longhaul.coordinator.plan;

import io.longhaul.job.S3Location;
import io.longhaul.partition.census.Counted;
import java.util.Optional;

/**
 * One end of a copy as it was found.
 *
 * @param there false: there is no such bucket
 * @param region empty: not known
 * @param counted empty: unknown
 * @param why it is unknown; else empty
 */
record Side(
    S3Location at, boolean there, Optional<String> region, Optional<Counted> counted, String why) {

  /** Whether objects were seen there. */
  boolean holdsSome() {
    return counted.filter(seen -> seen.objects().low() > 0).isPresent();
  }
}
