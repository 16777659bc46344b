package io.longhaul.s3;

import java.io.IOException;
import java.io.InputStream;

/** Bytes on their way; opened anew for every try. */
@FunctionalInterface
public interface Body {
  InputStream open() throws IOException;

  static Body of(byte[] bytes) {
    return () -> new java.io.ByteArrayInputStream(bytes);
  }
}
