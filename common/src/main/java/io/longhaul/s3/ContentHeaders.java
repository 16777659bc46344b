package io.longhaul.s3;

import org.jspecify.annotations.Nullable;

/**
 * What an object's readers are told of its bytes, each as it was written; null: nothing was said.
 *
 * @param expires verbatim: it is any text, and not always a time
 */
public record ContentHeaders(
    @Nullable String type,
    @Nullable String cacheControl,
    @Nullable String disposition,
    @Nullable String encoding,
    @Nullable String language,
    @Nullable String expires) {
  public static final ContentHeaders NONE = new ContentHeaders(null, null, null, null, null, null);

  public static ContentHeaders of(@Nullable String type) {
    return type == null ? NONE : new ContentHeaders(type, null, null, null, null, null);
  }
}
