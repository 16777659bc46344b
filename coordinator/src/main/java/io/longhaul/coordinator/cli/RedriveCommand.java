package io.longhaul.coordinator.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.longhaul.coordinator.CommandFailed;
import io.longhaul.coordinator.Exit;
import io.longhaul.coordinator.Figures;
import io.longhaul.coordinator.SessionIds;
import io.longhaul.coordinator.Unreadable;
import io.longhaul.coordinator.dead.DeadFilter;
import io.longhaul.coordinator.dead.DeadJson;
import io.longhaul.coordinator.dead.DeadText;
import io.longhaul.coordinator.dead.DeadUnits;
import io.longhaul.coordinator.dead.Groups;
import io.longhaul.coordinator.dead.Redriving;
import io.longhaul.ledger.Run;
import io.longhaul.stack.Stack;
import io.longhaul.unit.RunName;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes dead units pending again, for the workers to take. */
@Command(
    name = "redrive",
    mixinStandardHelpOptions = true,
    description = {
      "Makes a run's dead units pending again, with a fresh budget of attempts, and opens "
          + "the run if it was over. Objects that a verify found to differ are copied then.",
      "It may be repeated: only dead units are touched. Exits 0, 1 when units are left that "
          + "cannot be redriven, or 3 if rows could not be read: they are named, and the others "
          + "are redriven."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  longhaul redrive orders-2026-11 --dry-run       # shows which",
      "  longhaul redrive orders --class denied          # when the permission is there",
      "  longhaul redrive orders --class denied --limit 1",
      "  longhaul redrive orders --prefix 2024/ --local"
    })
final class RedriveCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Parameters(paramLabel = "RUN", description = "The run's name; 'longhaul status' lists them.")
  private String name;

  @Mixin private DeadOptions options;

  @Option(names = "--dry-run", description = "Show which, and change nothing.")
  private boolean dryRun;

  @Option(names = "--json", description = "Print it as JSON.")
  private boolean json;

  @Mixin private StackOptions stackOptions;

  RedriveCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    RunName run = Words.run(name);
    DeadFilter filter = options.filter();
    long limit = options.limit();
    try (Stack stack = stackOptions.open(surroundings)) {
      refuseCancelled(Words.there(stack, run));
      Words.unitsThere(stack, run, filter.units());
      Unreadable bad = new Unreadable(surroundings::say);
      DeadUnits dead = new DeadUnits(stack, run, filter, limit, bad);
      int exit = dryRun ? show(dead) : redrive(stack, dead);
      return Ends.exit(stackOptions.hints(surroundings), run, bad, exit);
    } catch (InterruptedException e) {
      surroundings.say("interrupted; the same command goes on with it");
      throw e;
    }
  }

  private static void refuseCancelled(Run run) {
    if (run.state().cancelled()) {
      throw CommandFailed.misused(
          "run '%s' is cancelled: its dead units stay dead; submit the job under another name"
              .formatted(run.name()));
    }
  }

  private int show(DeadUnits dead) throws InterruptedException {
    UnaryOperator<String> spelled = stackOptions.hints(surroundings)::spelled;
    Groups groups = Groups.of(dead);
    String run = dead.run().value();
    DeadText text = new DeadText(run, groups, spelled);
    if (json) {
      surroundings.print(DeadJson.groups(run, groups, spelled));
    } else {
      surroundings.out().print(text.text());
      surroundings.out().flush();
    }
    surroundings.say("would redrive %s".formatted(text.sum("unit")));
    sayCopies(groups, "would be");
    return Exit.DONE;
  }

  /** What a verify found is copied: nobody should learn that afterwards. */
  private void sayCopies(Groups groups, String be) {
    if (groups.differing() > 0) {
      surroundings.say(
          "%s %s copied over what is at the target, newer or not, and compared again"
              .formatted(Figures.count(groups.differing(), "object"), be));
    }
    if (groups.extra() > 0) {
      surroundings.say(
          "%s at the target alone %s looked at again; none is ever deleted"
              .formatted(Figures.count(groups.extra(), "object"), be));
    }
  }

  private int redrive(Stack stack, DeadUnits dead) throws InterruptedException {
    Redriving.Done done = new Redriving(stack, SessionIds.fresh("redrive")).redrive(dead);
    if (json) {
      surroundings.print(
          new ObjectMapper()
              .createObjectNode()
              .put("run", dead.run().value())
              .put("redriven", done.units())
              .put("toCopy", done.redriven().differing())
              .put("refused", done.refused())
              .put("changing", done.moved())
              .toString());
    } else {
      surroundings.print(
          done.units() == 0
              ? done.sentence()
              : "%s; '%s' follows them"
                  .formatted(
                      done.sentence(),
                      stackOptions.hints(surroundings).command("watch", dead.run())));
    }
    sayCopies(done.redriven(), "will be");
    Ends.sayNotices(surroundings, done.notices());
    if (done.units() > 0)
      Nobody.sayOf(surroundings, stackOptions.hints(surroundings), stack, dead.run());
    if (done.refused() > 0) {
      surroundings.say(
          "%s cannot be redriven: %s".formatted(Figures.count(done.refused(), "unit"), done.why()));
    }
    if (done.moved() > 0) {
      surroundings.say(
          "%s kept changing and stayed dead; run it again"
              .formatted(Figures.count(done.moved(), "unit")));
    }
    return done.refused() + done.moved() > 0 ? Exit.FAILED : Exit.DONE;
  }
}
