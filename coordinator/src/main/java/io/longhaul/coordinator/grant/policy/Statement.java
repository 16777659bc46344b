package io.longhaul.coordinator.grant.policy;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One statement that allows something, as it is rendered.
 *
 * @param conditions by operator and key
 */
public record Statement(
    List<String> actions,
    List<String> resources,
    SortedMap<String, Map<String, String>> conditions) {
  public Statement {
    actions = List.copyOf(actions);
    resources = List.copyOf(resources);
    conditions = new TreeMap<>(conditions);
    if (actions.isEmpty() || resources.isEmpty()) {
      throw new IllegalArgumentException("a statement without action or resource");
    }
    for (String action : actions) {
      if (action.contains("*")) throw new IllegalArgumentException(action + " allows too much");
    }
    if (resources.contains("*")) throw new IllegalArgumentException("'*' is every resource");
  }

  /** The same, under one more condition. */
  public Statement under(String operator, String key, String value) {
    SortedMap<String, Map<String, String>> all = new TreeMap<>(conditions);
    Map<String, String> those = new TreeMap<>(all.getOrDefault(operator, Map.of()));
    those.put(key, value);
    all.put(operator, those);
    return new Statement(actions, resources, all);
  }
}
