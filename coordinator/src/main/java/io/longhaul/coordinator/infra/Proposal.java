package io.longhaul.coordinator.infra;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What would change, not carried out yet.
 *
 * @param id of the change set
 * @param formation the id of what it changes
 * @param anew whether nothing of it is there yet
 * @param empty whether nothing would change
 * @param values parameters that change
 */
public record Proposal(
    String id,
    String formation,
    boolean anew,
    boolean empty,
    List<Change> changes,
    Map<String, Value> values) {
  public Proposal {
    changes = List.copyOf(changes);
    values = Map.copyOf(values);
  }

  /** A parameter's. */
  public record Value(String before, String after) {}

  /** Those of the parameters that differ; what was not there before was empty. */
  public static Map<String, Value> differing(
      Map<String, String> before, Map<String, String> after) {
    Map<String, Value> differing = new TreeMap<>();
    after.forEach((name, value) -> {
      String was = before.getOrDefault(name, "");
      if (!was.equals(value)) differing.put(name, new Value(was, value));
    });
    return differing;
  }
}
