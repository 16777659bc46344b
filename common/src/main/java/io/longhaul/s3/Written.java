package io.longhaul.s3;

import org.jspecify.annotations.Nullable;

/** What became of a conditional write; losing a race is a value. */
public sealed interface Written {
  /**
   * It is there, under this ETag (without quotes).
   *
   * @param checksum that the store says it keeps of it; null: it says none
   */
  record Stored(String etag, @Nullable ChecksumForm checksum) implements Written {
    public Stored(String etag) {
      this(etag, null);
    }
  }

  /**
   * A condition on the source or on the target did not hold, and nothing was changed: decide again.
   */
  record Changed() implements Written {}

  /** The source (of a copy) or the object (of a delete) is not there. */
  record Missing() implements Written {}
}
