package io.longhaul.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;

/**
 * How far two objects were found to be equal byte by byte, so that whoever goes on need not begin
 * anew: a payload's note, as {@link Difference} is another.
 *
 * @param bytes so many, from the first on
 * @param source the ETag of the one
 * @param target of the other
 */
public record BytesSoFar(long bytes, String source, String target) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BYTES = "bytes";

  public BytesSoFar {
    if (bytes < 0) throw new IllegalArgumentException("bytes so far " + bytes + ": not below 0");
  }

  /** The form that a payload's note has. */
  public String write() {
    return JSON.createObjectNode()
        .put(BYTES, bytes)
        .put("source", source)
        .put("target", target)
        .toString();
  }

  /** Reads what {@link #write} wrote; empty: it is another note. */
  public static Optional<BytesSoFar> read(String note) {
    try {
      JsonNode json = JSON.readTree(note);
      if (!json.path(BYTES).isIntegralNumber()) return Optional.empty();
      return Optional.of(
          new BytesSoFar(
              json.path(BYTES).asLong(),
              json.path("source").asText(),
              json.path("target").asText()));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
