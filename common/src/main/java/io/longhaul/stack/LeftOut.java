package io.longhaul.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What lies in a bucket's folder and is no object, so that no listing shows it and no copy has it.
 *
 * @param names whose bytes no key can spell: control characters, not UTF-8, too long
 * @param links symbolic links, which are not followed
 * @param others pipes, sockets, devices
 * @param examples paths of the first few below the bucket, as they are; to be shown escaped
 */
public record LeftOut(long names, long links, long others, List<String> examples) {
  public static final LeftOut NONE = new LeftOut(0, 0, 0, List.of());

  private static final ObjectMapper JSON = new ObjectMapper();

  public LeftOut {
    examples = List.copyOf(examples);
  }

  /** As {@link #json()} and the embedded cloud write it. */
  public static LeftOut read(String text) {
    JsonNode json;
    try {
      json = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not what is left out: " + e.getOriginalMessage(), e);
    }
    List<String> examples = new ArrayList<>();
    json.required("examples").forEach(example -> examples.add(example.asText()));
    return new LeftOut(
        json.required("names").asLong(),
        json.required("links").asLong(),
        json.required("others").asLong(),
        examples);
  }

  public String json() {
    ObjectNode json = JSON.createObjectNode();
    json.put("names", names).put("links", links).put("others", others);
    examples.forEach(json.putArray("examples")::add);
    return json.toString();
  }

  public long all() {
    return names + links + others;
  }
}
