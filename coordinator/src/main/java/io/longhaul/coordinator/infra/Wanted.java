package io.longhaul.coordinator.infra;

import java.util.Optional;

/**
 * What a person wants of a stack; what they say nothing of stays as it is.
 *
 * @param distribution that machines are to start
 */
public record Wanted(
    Site site, Machines machines, Overseers overseers, Optional<Pinned> distribution) {

  /** A distribution by what it holds. */
  public record Pinned(String sha256) {
    public Pinned {
      if (!sha256.matches("[0-9a-f]{64}")) {
        throw new IllegalArgumentException("no SHA-256: " + sha256);
      }
    }

    /** Its name in the stack's bucket. */
    public String key() {
      return "distributions/" + sha256 + ".tar.gz";
    }
  }
}
