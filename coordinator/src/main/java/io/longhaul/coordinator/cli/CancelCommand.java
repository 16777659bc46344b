package io.longhaul.coordinator.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.longhaul.coordinator.CommandFailed;
import io.longhaul.coordinator.Exit;
import io.longhaul.coordinator.Figures;
import io.longhaul.coordinator.SessionIds;
import io.longhaul.coordinator.cancel.Cancelling;
import io.longhaul.ledger.Run;
import io.longhaul.stack.Stack;
import io.longhaul.unit.RunName;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Ends a run for good. */
@Command(
    name = "cancel",
    mixinStandardHelpOptions = true,
    description = {
      "Ends a run for good: what is pending is closed, and workers give up what they hold "
          + "at their next renewal.",
      "What was copied stays. It may be repeated, and cannot be taken back."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  longhaul cancel orders-2026-11              # asks first",
      "  longhaul cancel orders --yes                # for scripts",
      "  longhaul cancel orders --dry-run"
    })
final class CancelCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Parameters(paramLabel = "RUN", description = "The run's name; 'longhaul status' lists them.")
  private String name;

  @Option(names = "--yes", description = "Do not ask; needed where no terminal is.")
  private boolean yes;

  @Option(names = "--dry-run", description = "Say what is open, and change nothing.")
  private boolean dryRun;

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  @Mixin private StackOptions stackOptions;

  CancelCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    RunName run = Words.run(name);
    try (Stack stack = stackOptions.open(surroundings)) {
      Run there = Words.there(stack, run);
      long open = stack.ledger().runs().counts(run).open();
      if (dryRun) {
        print(
            run,
            there.state().over() ? "over" : "would-cancel",
            open,
            there.state().over()
                ? "run %s is over: nothing would be cancelled".formatted(run)
                : "would cancel run %s, %s open".formatted(run, Figures.count(open, "unit")));
        return Exit.DONE;
      }
      if (!there.state().over() && !yes) confirm(run, open);
      int exit = cancelled(run, new Cancelling(stack, SessionIds.fresh("cancel")).cancel(run));
      OpenUploads.tidy(surroundings, stack, run);
      return exit;
    } catch (InterruptedException e) {
      surroundings.say("interrupted; 'status' shows whether the run is being cancelled");
      throw e;
    }
  }

  private void confirm(RunName run, long open) throws InterruptedException {
    if (surroundings.streams().columns().isEmpty()) {
      throw CommandFailed.misused(
          "run '%s' has %s open, and no terminal is here to ask at; --yes cancels it for good"
              .formatted(run, Figures.count(open, "unit")));
    }
    surroundings.say(
        "run %s has %s open, and a cancel cannot be taken back; type the run's name to go on:"
            .formatted(run, Figures.count(open, "unit")));
    String typed = surroundings.signals().endingAtOnce(surroundings.streams().typed()).orElse("");
    if (Thread.interrupted()) throw new InterruptedException();
    if (!typed.strip().equals(run.value())) {
      throw CommandFailed.misused("that is not its name: nothing was cancelled");
    }
  }

  private int cancelled(RunName run, Cancelling.End end) {
    switch (end) {
      case Cancelling.End.Cancelled cancelled ->
          print(run, "cancelled", 0, "run %s is cancelled".formatted(run));
      case Cancelling.End.Marked marked ->
          print(
              run,
              "cancelling",
              marked.open(),
              "run %s is being cancelled: %s in workers' hands; '%s' follows it"
                  .formatted(
                      run,
                      Figures.count(marked.open(), "unit"),
                      stackOptions.hints(surroundings).command("watch", run)));
      case Cancelling.End.OverBefore over ->
          print(
              run,
              "over",
              0,
              "run %s was over before: nothing was cancelled; '%s' shows what became of it"
                  .formatted(run, stackOptions.hints(surroundings).command("report", run)));
    }
    return Exit.DONE;
  }

  private void print(RunName run, String outcome, long open, String line) {
    surroundings.print(
        json
            ? new ObjectMapper()
                .createObjectNode()
                .put("run", run.value())
                .put("outcome", outcome)
                .put("open", open)
                .toString()
            : line);
  }
}
