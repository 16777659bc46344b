package io.longhaul.coordinator.grant.policy;

import io.longhaul.access.Need;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Needs as statements: as few of them as say the same and nothing wider. */
public final class Statements {
  private static final String ALIAS = ":alias/";

  private Statements() {}

  /** What is needed on one resource, and under which conditions. */
  private record Place(String resource, SortedMap<String, Map<String, String>> conditions) {}

  /** What is allowed alike on several. */
  private record Alike(
      SortedSet<String> actions, SortedMap<String, Map<String, String>> conditions) {}

  public static List<Statement> of(List<Need> needs) {
    Map<Place, SortedSet<String>> actions = new LinkedHashMap<>();
    for (Need need : needs) {
      actions.computeIfAbsent(place(need), none -> new TreeSet<>()).add(need.action());
    }
    Map<Alike, List<String>> resources = new LinkedHashMap<>();
    actions.forEach((place, all) ->
        resources
            .computeIfAbsent(new Alike(all, place.conditions()), none -> new ArrayList<>())
            .add(place.resource()));
    List<Statement> statements = new ArrayList<>();
    resources.forEach((alike, all) ->
        statements.add(new Statement(List.copyOf(alike.actions()), all, alike.conditions())));
    return statements;
  }

  private static Place place(Need need) {
    SortedMap<String, Map<String, String>> conditions = new TreeMap<>();
    if (!need.prefix().isEmpty()) {
      conditions.put("StringLike", Map.of("s3:prefix", need.prefix() + "*"));
    }
    if (!need.via().isEmpty()) {
      conditions.put("StringEquals", Map.of("kms:ViaService", need.via()));
    }
    // a key's alias is no resource of what is done with the key
    int alias = need.resource().indexOf(ALIAS);
    if (!need.action().startsWith("kms:") || alias < 0) {
      return new Place(need.resource(), conditions);
    }
    conditions.put(
        "ForAnyValue:StringEquals",
        Map.of("kms:ResourceAliases", need.resource().substring(alias + 1)));
    return new Place(need.resource().substring(0, alias) + ":key/*", conditions);
  }
}
