package io.longhaul.s3;

/** What became of a part. */
public sealed interface PartWritten {
  /** It is there, under this ETag (without quotes). */
  record Stored(String etag) implements PartWritten {}

  /** The source is not the object any more that was decided on; no other may stand in for it. */
  record Changed() implements PartWritten {}

  /** The source is not there. */
  record Missing() implements PartWritten {}

  /** The upload has been completed or aborted. */
  record NoUpload() implements PartWritten {}
}
