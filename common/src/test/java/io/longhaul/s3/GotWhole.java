package io.longhaul.s3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;

/**
 * What a GET brought, read to its end, so that it can be compared.
 *
 * @param tags how many
 * @param bytes as characters
 */
public record GotWhole(long length, String etag, Traits traits, int tags, String bytes) {

  /** The content, read; any other answer as it is. */
  static Object of(Got got) throws IOException {
    if (!(got instanceof Got.Content content)) return got;
    try (InputStream stream = content.stream()) {
      String bytes = new String(stream.readAllBytes(), ISO_8859_1);
      return new GotWhole(
          content.length(), content.etag(), content.traits(), content.tags(), bytes);
    }
  }
}
