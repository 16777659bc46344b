package io.longhaul.coordinator.grant.policy;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * One statement that allows something, as it is rendered.
 *
 * @param conditions by operator and key
 */
public record Statement(
    List<String> actions,
    List<String> resources,
    SortedMap<String, Map<String, String>> conditions) {
  /** Many of these know no single resources. */
  private static final Pattern LOOK = Pattern.compile("[a-z0-9]+:(Describe|List)[A-Za-z]+");

  /** One that holds always. */
  public Statement(List<String> actions, List<String> resources) {
    this(actions, resources, new TreeMap<>());
  }

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
    boolean looks = actions.stream().allMatch(action -> LOOK.matcher(action).matches());
    if (resources.contains("*") && !looks) {
      throw new IllegalArgumentException("'*' is every resource");
    }
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
