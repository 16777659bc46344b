package io.longhaul.s3;

import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** What a conditional GET brought. */
public sealed interface Got {
  /**
   * The object's bytes, streamed; whoever got them closes the stream.
   *
   * @param length in bytes, of the stream
   * @param tags how many the object has; 0 also where they may not be read
   * @param unspoken how much of its metadata no header can carry, which was left out
   * @param checksum which the store keeps of it; null: none, nothing was said, or a part of it was
   *     asked for
   */
  record Content(
      InputStream stream,
      long length,
      String etag,
      Traits traits,
      int tags,
      int unspoken,
      @Nullable ChecksumForm checksum)
      implements Got {
    /** The same object, by other bytes. */
    public Content with(InputStream bytes, long count) {
      return new Content(bytes, count, etag, traits, tags, unspoken, checksum);
    }
  }

  /** It is not the object any more that was asked for. */
  record Changed() implements Got {}

  record Missing() implements Got {}
}
