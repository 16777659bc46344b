package io.longhaul.s3.vertx;

import java.io.IOException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/** Says of a connection what became of it, in terms of the JDK. */
final class Broken {
  private static final int DEEPEST = 10;

  private Broken() {}

  static Throwable of(Throwable thrown) {
    if (thrown instanceof Error || thrown instanceof TimeoutException) return thrown;
    Throwable root = thrown;
    boolean tls = false;
    for (int depth = 0; depth < DEEPEST; depth++) {
      tls |= root instanceof SSLException;
      if (root.getCause() == null) break;
      root = root.getCause();
    }
    // The library's own words are that there was a problem; the root's, which.
    if (tls) return withCause(new SSLHandshakeException(said(root)), thrown);
    if (thrown instanceof IOException) return thrown;
    return new IOException(said(thrown), thrown);
  }

  private static SSLHandshakeException withCause(SSLHandshakeException of, Throwable cause) {
    of.initCause(cause);
    return of;
  }

  /** What is no message of its own needs its name to be understood. */
  private static String said(Throwable thrown) {
    String message = thrown.getMessage();
    String name = thrown.getClass().getSimpleName();
    if (message == null) return name;
    return thrown instanceof IllegalArgumentException ? name + ": " + message : message;
  }
}
