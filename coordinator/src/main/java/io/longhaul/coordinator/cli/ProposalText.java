package io.longhaul.coordinator.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longhaul.coordinator.infra.Change;
import io.longhaul.coordinator.infra.Proposal;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** A proposal as it is shown. */
final class ProposalText {
  private final Proposal proposal;

  ProposalText(Proposal proposal) {
    this.proposal = proposal;
  }

  /** A line for each resource, and for each parameter of what was there before. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (Change change : proposal.changes()) {
      String properties =
          change.properties().isEmpty() ? "" : ": " + String.join(", ", change.properties());
      lines.add(
          "%-8s %s (%s)%s"
              .formatted(change.action().word(), change.name(), change.type(), properties));
    }
    if (!proposal.anew()) {
      new TreeMap<>(proposal.values())
          .forEach((name, value) ->
              lines.add(
                  "%-8s %s: %s -> %s"
                      .formatted("set", name, shown(value.before()), shown(value.after()))));
    }
    return lines;
  }

  private static String shown(String value) {
    return value.isEmpty() ? "''" : value;
  }

  /** As a program reads it. */
  ObjectNode json(String stack) {
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.put("stack", stack);
    json.put("new", proposal.anew());
    ArrayNode changes = json.putArray("changes");
    for (Change change : proposal.changes()) {
      ObjectNode each = changes.addObject();
      each.put("action", change.action().word());
      each.put("resource", change.name());
      each.put("type", change.type());
      ArrayNode properties = each.putArray("properties");
      change.properties().forEach(properties::add);
    }
    ObjectNode values = json.putObject("parameters");
    new TreeMap<>(proposal.values())
        .forEach((name, value) ->
            values.putObject(name).put("before", value.before()).put("after", value.after()));
    return json;
  }
}
