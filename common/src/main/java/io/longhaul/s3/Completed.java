package io.longhaul.s3;

import org.jspecify.annotations.Nullable;

/** What became of an upload that was to be completed. */
public sealed interface Completed {
  /**
   * The object is there, under this ETag (without quotes).
   *
   * @param checksum that the store says it keeps of it; null: it says none
   */
  record Stored(String etag, @Nullable ChecksumForm checksum) implements Completed {
    public Stored(String etag) {
      this(etag, null);
    }
  }

  /**
   * The target is not what was expected. The upload is still open, unless it was completed by this
   * very call, whose first answer was lost: then what is at the key is its own.
   */
  record Changed() implements Completed {}

  /**
   * There is no such upload any more. It was aborted, or completed: perhaps by this very call,
   * whose first answer was lost. What is at the key says which.
   */
  record NoUpload() implements Completed {}
}
