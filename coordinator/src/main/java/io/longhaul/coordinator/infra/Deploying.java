package io.longhaul.coordinator.infra;

import io.longhaul.coordinator.CommandFailed;
import io.longhaul.job.Sha256;
import io.longhaul.stack.StackResource;
import io.longhaul.stack.StackResources;
import io.longhaul.stack.Standing;
import io.longhaul.time.Time;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Brings a stack to what is wanted of it: looks, proposes, and carries the proposal out.
 *
 * <p>It may be repeated, and broken off between any two steps: the next one begins with what it
 * finds.
 */
public final class Deploying {
  private final Estate estate;
  private final String stack;
  private final Time time;
  private final Consumer<String> said;

  /**
   * @param said is told what is under way, and what is worth knowing
   */
  public Deploying(Estate estate, String stack, Time time, Consumer<String> said) {
    this.estate = estate;
    this.stack = stack;
    this.time = time;
    this.said = said;
  }

  /** A distribution that is to be there. */
  public record Shipment(Wanted.Pinned pinned, Path file) {}

  /**
   * What would change.
   *
   * @param resources its table and queues, which may be there without the rest
   */
  public Proposal propose(Wanted wanted, StackResources resources) throws InterruptedException {
    Optional<Formed> there = there();
    if (there.isEmpty()) refuseMinimal(resources);
    Blueprint blueprint = new Planner(estate, stack, said).plan(Template.ours(), wanted, there);
    return estate.formation().propose(blueprint);
  }

  /** How it stands; what was only proposed, and never made, is nothing. */
  private Optional<Formed> there() throws InterruptedException {
    Optional<Formed> formed = estate.formation().look();
    if (formed.isEmpty()) return formed;
    Formed now = formed.get();
    return switch (now.state()) {
      case READY -> formed;
      case GONE, PROPOSED -> Optional.empty();
      case BUSY ->
          throw CommandFailed.failed(
              "stack '%s' is being changed by somebody (%s); run it again when that is over"
                  .formatted(stack, now.status()));
      case BROKEN ->
          throw CommandFailed.failed(
              "stack '%s' was not made or not deleted whole (%s); 'longhaul infra destroy' clears"
                      .formatted(stack, now.status())
                  + " it away");
      case STUCK ->
          throw CommandFailed.failed(
              "the last change of stack '%s' could not be taken back (%s: %s); go on with it by 'aws"
                      .formatted(stack, now.status(), now.why())
                  + " cloudformation continue-update-rollback --stack-name longhaul-%s'"
                      .formatted(stack));
    };
  }

  private void refuseMinimal(StackResources resources) throws InterruptedException {
    List<String> found = new ArrayList<>();
    for (StackResource resource : resources.all()) {
      if (resource.look() instanceof Standing.There) found.add(resource.name());
    }
    if (!found.isEmpty()) {
      throw CommandFailed.failed(
          "%s: made by --minimal, and CloudFormation takes over nothing; deploy under another"
                  .formatted(String.join(", ", found))
              + " --stack, or delete them by hand when their runs are over");
    }
  }

  /**
   * Carries it out and waits for its end. A distribution is there before any machine is to start
   * it: of a stack that is made, there is none yet.
   */
  public void carryOut(Proposal proposal, Optional<Shipment> shipment) throws InterruptedException {
    if (!proposal.anew()) ship(shipment);
    if (!proposal.empty()) {
      estate.formation().carryOut(proposal);
      Optional<Formed> end =
          new Completion(estate.formation(), time, said).await(proposal.formation());
      if (end.isEmpty() || !end.get().succeeded()) throw failed(proposal, end);
    }
    if (proposal.anew()) ship(shipment);
  }

  private CommandFailed failed(Proposal proposal, Optional<Formed> end)
      throws InterruptedException {
    List<String> mishaps = estate.formation().mishaps(proposal.formation());
    for (String mishap : mishaps) said.accept(mishap);
    String status = end.map(Formed::status).orElse("taken back whole");
    return CommandFailed.failed(
        "stack '%s' was not %s (%s)%s; put that right and run it again"
            .formatted(
                stack,
                proposal.anew() ? "made" : "changed",
                status,
                mishaps.isEmpty() ? "" : ": " + mishaps.getFirst()));
  }

  private void ship(Optional<Shipment> shipment) throws InterruptedException {
    if (shipment.isEmpty()) return;
    String key = shipment.get().pinned().key();
    if (estate.depot().has(key)) {
      said.accept("the distribution is there: " + key);
      return;
    }
    estate.depot().put(key, shipment.get().file(), new Sha256(shipment.get().pinned().sha256()));
    said.accept("the distribution was stored: " + key);
  }
}
