package io.longhaul.s3;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What keeps an object's version from being deleted.
 *
 * @param mode {@code GOVERNANCE} or {@code COMPLIANCE}, until {@code until}; both null: no
 *     retention
 * @param legalHold until somebody takes it off
 */
public record Lock(@Nullable String mode, @Nullable Instant until, boolean legalHold) {
  public static final Lock NONE = new Lock(null, null, false);

  public Lock {
    if ((mode == null) != (until == null)) {
      throw new IllegalArgumentException("a lock of mode " + mode + " until " + until);
    }
  }
}
