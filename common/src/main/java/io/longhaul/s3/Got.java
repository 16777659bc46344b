package io.longhaul.s3;

import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a conditional GET brought. */
public sealed interface Got {
  /**
   * The object's bytes, streamed; whoever got them closes the stream.
   *
   * @param length in bytes, of the stream
   */
  record Content(
      InputStream stream,
      long length,
      String etag,
      @Nullable String contentType,
      Map<String, String> metadata)
      implements Got {}

  /** It is not the object any more that was asked for. */
  record Changed() implements Got {}

  record Missing() implements Got {}
}
