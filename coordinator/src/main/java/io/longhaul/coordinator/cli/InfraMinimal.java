package io.longhaul.coordinator.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longhaul.coordinator.Exit;
import io.longhaul.coordinator.infra.Deployment;
import io.longhaul.coordinator.infra.Deployment.Stood;
import io.longhaul.stack.StackResources;
import io.longhaul.stack.StackSettings;
import io.longhaul.stack.Standing;
import java.util.List;

/** A stack of table and queues alone, for workers that somebody else looks after. */
final class InfraMinimal {
  private final Surroundings surroundings;
  private final boolean dryRun;
  private final boolean json;

  InfraMinimal(Surroundings surroundings, boolean dryRun, boolean json) {
    this.surroundings = surroundings;
    this.dryRun = dryRun;
    this.json = json;
  }

  int deploy(StackSettings settings) throws InterruptedException {
    try (StackResources resources = surroundings.stacks().resources(settings)) {
      surroundings.say(
          "stack %s (%s): %s".formatted(settings.name(), settings.from(), resources.where()));
      Deployment deployment = new Deployment(resources, this::print);
      List<Stood> stood = dryRun ? deployment.look() : deployment.make();
      if (json) print(settings, stood);
      return stood.stream().anyMatch(Stood::differs) ? Exit.DEAD_LEFT : Exit.DONE;
    } catch (InterruptedException e) {
      surroundings.say("interrupted; what was made stays, run it again to go on");
      throw e;
    }
  }

  private void print(Stood stood) {
    if (!json) surroundings.print("%s: %s".formatted(stood.name(), sentence(stood.standing())));
  }

  private String sentence(Standing standing) {
    return switch (standing) {
      case Standing.Absent absent -> "is not there and would be made";
      case Standing.Made made -> "made";
      case Standing.There there ->
          there.differences().isEmpty()
              ? "is there"
              : "is there and was left as it is, but " + String.join("; ", there.differences());
    };
  }

  private void print(StackSettings settings, List<Stood> all) {
    ObjectNode result = new ObjectMapper().createObjectNode();
    result.put("stack", settings.name());
    result.put("dryRun", dryRun);
    ArrayNode resources = result.putArray("resources");
    for (Stood stood : all) {
      ObjectNode resource = resources.addObject();
      resource.put("name", stood.name());
      resource.put("state", word(stood.standing()));
      ArrayNode differences = resource.putArray("differences");
      if (stood.standing() instanceof Standing.There there) {
        there.differences().forEach(differences::add);
      }
    }
    surroundings.print(result.toString());
  }

  private static String word(Standing standing) {
    return switch (standing) {
      case Standing.Absent absent -> "absent";
      case Standing.Made made -> "made";
      case Standing.There there -> "there";
    };
  }
}
