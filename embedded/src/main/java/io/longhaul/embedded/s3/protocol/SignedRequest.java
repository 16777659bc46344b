package io.longhaul.embedded.s3.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a signature is about: a request line and headers, as they came over the wire. */
public interface SignedRequest {
  String method();

  /** Percent-encoded, as sent. */
  String rawPath();

  Query query();

  /** All values of a header, by any case of its name; empty if there is none. */
  List<String> headers(String name);

  default @Nullable String header(String name) {
    List<String> values = headers(name);
    return values.isEmpty() ? null : values.getFirst();
  }
}
