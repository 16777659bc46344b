package io.longhaul.s3.calls;

import org.jspecify.annotations.Nullable;

/** ETags on the wire have quotes; everywhere else they have none. */
public final class Etags {
  private Etags() {}

  public static String quoted(String etag) {
    return '"' + etag + '"';
  }

  /** Without quotes; empty if the server sent none. */
  public static String bare(@Nullable String etag) {
    if (etag == null) return "";
    boolean quoted = etag.length() >= 2 && etag.startsWith("\"") && etag.endsWith("\"");
    return quoted ? etag.substring(1, etag.length() - 1) : etag;
  }
}
