package io.longhaul.coordinator.infra;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a stack is to look like.
 *
 * @param template as it is sent
 * @param parameters those that are not left to the template's defaults
 */
public record Blueprint(String template, Map<String, String> parameters) {
  /** CloudFormation takes no longer one in a request. */
  static final int MOST_BYTES = 51_200;

  public Blueprint {
    int bytes = template.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MOST_BYTES) {
      throw new IllegalArgumentException(
          "the template has %d bytes, and may have %d".formatted(bytes, MOST_BYTES));
    }
    parameters = Map.copyOf(new TreeMap<>(parameters));
  }
}
