package io.longhaul.coordinator.cli;

import io.longhaul.coordinator.Exit;
import io.longhaul.coordinator.Figures;
import io.longhaul.coordinator.fleet.AtWork;
import io.longhaul.coordinator.fleet.Fleet;
import io.longhaul.coordinator.fleet.Group;
import io.longhaul.coordinator.fleet.Roster;
import io.longhaul.coordinator.fleet.Termination;
import io.longhaul.stack.Stack;
import io.longhaul.unit.RunName;
import io.longhaul.unit.UnitId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Ends all machines at once. */
@Command(
    name = "terminate",
    mixinStandardHelpOptions = true,
    description = {
      "Ends all machines of the stack, now, and wants none, nor is it sized by itself any more."
          + " Nothing is lost by it: units in hand are taken back when the sessions of their"
          + " workers are over, and done again by others.",
      "'fleet drain --all' is gentler, and loses no work."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  longhaul fleet terminate --dry-run     # which units would be taken back",
      "  longhaul fleet terminate",
      "  longhaul fleet terminate --yes         # though units are in hand"
    })
final class FleetTerminateCommand implements Callable<Integer> {
  /** Enough to look some of them up. */
  private static final int SHOWN = 20;

  private final Surroundings surroundings;

  @Option(names = "--yes", description = "Though units are in hand; needed where no terminal is.")
  private boolean yes;

  @Option(names = "--dry-run", description = "Say what would be ended, and change nothing.")
  private boolean dryRun;

  @Mixin private StackOptions stackOptions;

  FleetTerminateCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    try (Stack stack = stackOptions.open(surroundings);
        Fleet fleet = surroundings.fleets().open(stack)) {
      Group group = FleetLsCommand.there(fleet);
      Roster roster = Roster.of(stack, fleet.members());
      sayReclaimed(roster);
      if (dryRun) {
        surroundings.print(
            "would end %s, %d are wanted"
                .formatted(Figures.count(roster.lines().size(), "machine"), group.wanted()));
        SizedByItself.would(surroundings, stack);
        return Exit.DONE;
      }
      if (roster.units() > 0 && !yes) {
        new Consent(surroundings)
            .ask(
                "nothing is ended yet: %s in hand would be taken back and done again"
                    .formatted(Figures.count(roster.units(), "unit")),
                "--yes ends all the same, 'longhaul fleet drain --all' lets them be finished");
      }
      SizedByItself.end(surroundings, stack, fleet);
      int ended = new Termination(fleet).all();
      surroundings.print(
          "%s ended; none is wanted, %d before"
              .formatted(Figures.count(ended, "machine"), group.wanted()));
      return Exit.DONE;
    } catch (InterruptedException e) {
      surroundings.say("interrupted; run it again to go on, 'fleet ls' shows who is left");
      throw e;
    }
  }

  private void sayReclaimed(Roster roster) {
    Map<RunName, List<UnitId>> held = new TreeMap<>();
    for (Roster.Line line : roster.lines()) {
      for (AtWork worker : line.workers()) {
        worker
            .held()
            .forEach(
                (run, units) -> held.computeIfAbsent(run, any -> new ArrayList<>()).addAll(units));
      }
    }
    held.forEach((run, units) ->
        surroundings.print(
            "in hand of run %s: %s: %s%s"
                .formatted(
                    run,
                    Figures.count(units.size(), "unit"),
                    units.stream().limit(SHOWN).map(UnitId::value).collect(Collectors.joining(" ")),
                    units.size() > SHOWN ? " …" : "")));
  }
}
