package io.longhaul.coordinator.plan;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longhaul.access.Need;
import io.longhaul.command.AllowedCommands;
import io.longhaul.coordinator.Figures;
import io.longhaul.job.CommandJob;
import io.longhaul.job.Job;
import io.longhaul.kind.Kind;
import io.longhaul.price.Bill;
import io.longhaul.text.Shown;
import io.longhaul.unit.Payload;
import java.util.ArrayList;
import java.util.List;

/**
 * What a job of commands would come to: how long a command takes nobody knows before, so there is
 * no time and no price of machines.
 */
public record CommandPlan(CommandJob job, long units, List<Need> needs) {
  public CommandPlan {
    needs = List.copyOf(needs);
  }

  /**
   * Reckons; it asks nobody.
   *
   * @param job with its items
   */
  public static CommandPlan of(Job job, Kind kind) {
    long units = 0;
    Payload.Root root = new Payload.Root(0);
    while (root != null) {
      units++; // the root, and each rest of it
      List<Payload> cut = kind.cut(job, root).children().stream().map(c -> c.payload()).toList();
      root = cut.getLast() instanceof Payload.Root rest ? rest : null;
      units += root == null ? cut.size() : cut.size() - 1;
    }
    return new CommandPlan((CommandJob) job.options(), units, kind.needs(job));
  }

  /** For a person. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("plan    command, nothing was changed");
    lines.add("runs    %s".formatted(job.command()));
    lines.add("        on workers that allow it: %s".formatted(AllowedCommands.wanted(job)));
    lines.add(
        "items   %s, each for %,d s at most"
            .formatted(Figures.count(job.items().size()), job.timeout()));
    lines.add("units   %s".formatted(Figures.count(units)));
    lines.add(
        "cost    coordination %s; machines take as long as the commands do"
            .formatted(PlanText.dollars(Bill.ofUnits(units).total())));
    for (Need need : needs) {
      lines.add(
          "access  needed, not tried: %s on %s"
              .formatted(need.action(), Shown.text(need.resource())));
    }
    return lines;
  }

  /** For a program, on one line. */
  public String json() {
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.put("format", 1).put("kind", CommandJob.KIND).put("command", job.command().toString());
    json.put("items", job.items().size()).put("units", units);
    json.put("coordination", Bill.ofUnits(units).total());
    ArrayNode needed = json.putArray("needed");
    for (Need need : needs) {
      needed.addObject().put("action", need.action()).put("resource", need.resource());
    }
    return json.toString();
  }
}
