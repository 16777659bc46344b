package io.longhaul.coordinator.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longhaul.access.NotDeployed;
import io.longhaul.access.PermissionMissing;
import io.longhaul.coordinator.CommandFailed;
import io.longhaul.coordinator.Exit;
import io.longhaul.coordinator.fleet.Clearing;
import io.longhaul.coordinator.fleet.Fleet;
import io.longhaul.coordinator.infra.Destroying;
import io.longhaul.coordinator.infra.Estate;
import io.longhaul.ledger.LedgerUnavailable;
import io.longhaul.stack.Stack;
import io.longhaul.stack.StackResources;
import io.longhaul.stack.StackSettings;
import io.longhaul.stack.StackUnreachable;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Removes a whole stack, and says what of it is left. */
@Command(
    name = "destroy",
    mixinStandardHelpOptions = true,
    description = {
      "Removes all that 'infra deploy' has made, machines, ledger and reports of its runs"
          + " included; of the jobs' own buckets it touches nothing. While a run is open it"
          + " refuses. Machines are sent home first, and ended if they do not leave in minutes.",
      "Then it looks for what is left of it by name and tag. It may be repeated. Exits 0 when"
          + " nothing is left, else 1."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  longhaul infra destroy --dry-run      # what there is",
      "  longhaul infra destroy",
      "  longhaul infra destroy --stack test --yes"
    })
final class InfraDestroyCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  @Option(
      names = "--force",
      description = "Do not ask the ledger for open runs: for a ledger that does not answer.")
  private boolean force;

  @Option(names = "--dry-run", description = "Say what would be removed; change nothing.")
  private boolean dryRun;

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  @Mixin private StackOptions stackOptions;

  InfraDestroyCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    StackSettings settings = InfraStack.remote(stackOptions, surroundings);
    try (Estate estate = surroundings.estates().open(settings);
        StackResources resources = surroundings.stacks().resources(settings)) {
      InfraStack.say(surroundings, settings, estate);
      Destroying destroying =
          new Destroying(
              estate, settings.name(), surroundings.time(), resources, surroundings::say);
      if (!force) refuseWhileOpen(settings);
      if (dryRun) {
        show(settings, "would-remove", destroying.there());
        return Exit.DONE;
      }
      if (!yes) {
        Asks.forWord(
            surroundings,
            "stack %s and the ledger of all its runs would be removed for good"
                .formatted(settings.name()),
            settings.name(),
            "--yes does it, --dry-run only shows it");
      }
      if (!force) sendHome(settings);
      List<String> left = destroying.destroy();
      show(settings, "left", left);
      return left.isEmpty() ? Exit.DONE : Exit.FAILED;
    } catch (InterruptedException e) {
      surroundings.say("interrupted; run it again to go on");
      throw e;
    }
  }

  /** One without a ledger has no runs, and granted nothing. */
  private void refuseWhileOpen(StackSettings settings) throws InterruptedException {
    List<String> open;
    List<String> granted;
    try (Stack stack = StackOptions.open(surroundings, settings)) {
      open =
          stack.ledger().runs().all().stream()
              .filter(run -> !run.state().over())
              .map(run -> run.name().value())
              .toList();
      granted = stack.ledger().grants().all().stream().map(grant -> grant.run().value()).toList();
    } catch (NotDeployed none) {
      return;
    } catch (LedgerUnavailable | StackUnreachable silent) {
      throw CommandFailed.failed(
          "nobody can say whether a run is open: %s; --force removes the stack nevertheless"
              .formatted(silent.getMessage()));
    }
    if (!open.isEmpty()) {
      throw CommandFailed.failed(
          "%s open: %s; wait for the end, or 'longhaul cancel %s', and run it again"
              .formatted(
                  open.size() == 1 ? "a run is" : open.size() + " runs are",
                  String.join(", ", open),
                  open.getFirst()));
    }
    // Without the ledger nobody knows which statements they are, and without the role S3 takes none
    // of these policies any more.
    if (!granted.isEmpty()) {
      throw CommandFailed.failed(
          "buckets' policies still name this stack's workers, for %s; 'longhaul infra revoke %s'%s,"
                  .formatted(
                      String.join(", ", granted),
                      granted.getFirst(),
                      granted.size() == 1 ? "" : " and so on")
              + " and run it again");
    }
  }

  /** Its workers leave while what they work with is still there. */
  private void sendHome(StackSettings settings) throws InterruptedException {
    try (Stack stack = StackOptions.open(surroundings, settings);
        Fleet fleet = surroundings.fleets().open(stack)) {
      new Clearing(stack, fleet, surroundings::say).clear();
    } catch (NotDeployed none) {
      // nor has it workers that could be asked
    } catch (PermissionMissing | LedgerUnavailable | StackUnreachable e) {
      surroundings.say("machines are not asked to leave, but ended: " + e.getMessage());
    }
  }

  private void show(StackSettings settings, String word, List<String> things) {
    if (json) {
      ObjectNode result = new ObjectMapper().createObjectNode();
      result.put("stack", settings.name());
      result.put("dryRun", dryRun);
      ArrayNode all = result.putArray(dryRun ? "there" : "left");
      things.forEach(all::add);
      surroundings.print(result.toString());
      return;
    }
    for (String thing : things) surroundings.print("%s: %s".formatted(word, thing));
    if (dryRun) surroundings.say("nothing was changed");
    else if (things.isEmpty())
      surroundings.print("stack %s: nothing is left".formatted(settings.name()));
    else
      surroundings.say(
          "the console says what holds them; when that is gone, run it again or delete them there");
  }
}
