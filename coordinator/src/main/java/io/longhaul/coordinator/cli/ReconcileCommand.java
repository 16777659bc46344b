package io.longhaul.coordinator.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longhaul.claim.Sweeper.Swept;
import io.longhaul.coordinator.Exit;
import io.longhaul.coordinator.Figures;
import io.longhaul.coordinator.SessionIds;
import io.longhaul.coordinator.reconcile.FindingLine;
import io.longhaul.coordinator.reconcile.Reconciling;
import io.longhaul.coordinator.reconcile.Reconciling.Empty;
import io.longhaul.coordinator.reconcile.Reconciling.End;
import io.longhaul.coordinator.reconcile.Standing;
import io.longhaul.coordinator.reconcile.SweptText;
import io.longhaul.ledger.Audit.Audited;
import io.longhaul.ledger.Run;
import io.longhaul.stack.Stack;
import io.longhaul.unit.RunName;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sweeps a run once, and recounts it. */
@Command(
    name = "reconcile",
    mixinStandardHelpOptions = true,
    description = {
      "Sweeps a run once, now, as workers and 'watch' do all the time: takes units back "
          + "from lost sessions, sends what is due, opens what follows, announces the dead, "
          + "closes the run.",
      "With --audit it then reads every row of the run, and names each that does not fit "
          + "another. It may be repeated, by several at once. Exits 0, or 3 if the audit names "
          + "anything."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  longhaul reconcile orders-2026-11",
      "  longhaul reconcile orders --audit",
      "  longhaul reconcile orders --audit --dry-run     # recount alone, change nothing",
      "  longhaul reconcile orders --audit --json | jq -r 'select(.is==\"disagreement\").where'"
    })
final class ReconcileCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Surroundings surroundings;

  @Parameters(paramLabel = "RUN", description = "The run's name; 'longhaul status' lists them.")
  private String name;

  @Option(
      names = "--audit",
      description = "Recount the run: rows against counters, stages, sessions and index words.")
  private boolean audit;

  @Option(names = "--dry-run", description = "Say what a sweep would find, and change nothing.")
  private boolean dryRun;

  @Option(
      names = "--json",
      description = "A JSON object a line: the sweep, each disagreement, the audit.")
  private boolean json;

  @Mixin private StackOptions stackOptions;

  ReconcileCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    RunName run = Words.run(name);
    try (Stack stack = stackOptions.open(surroundings)) {
      Run there = Words.there(stack, run);
      if (dryRun) {
        preview(Standing.of(stack, there));
      } else {
        sweep(stack, there);
        OpenUploads.tidy(surroundings, stack, run);
      }
      return audit ? audit(stack, run) : Exit.DONE;
    } catch (InterruptedException e) {
      surroundings.say("interrupted; nothing is half done, run it again");
      throw e;
    }
  }

  private void preview(Standing standing) {
    if (json) surroundings.print(standing(standing).put("is", "preview").toString());
    else surroundings.print(SweptText.preview(standing));
    sayOverdue(standing);
  }

  private void sweep(Stack stack, Run run) throws InterruptedException {
    Reconciling reconciling = new Reconciling(stack, SessionIds.fresh("reconcile"));
    Empty empty = reconciling.lookAtQueues(run);
    if (empty.any()) {
      Duration pause = stack.settings().sweeps().every();
      surroundings.say(
          "a queue is empty: looking again in %s, for what it had may be lost"
              .formatted(Figures.duration(pause)));
      stack.time().sleep(pause);
    }
    switch (reconciling.sweep(run, empty)) {
      case End.Done done -> done(stack, run.name(), done);
      case End.Others others -> others(run.name(), others);
    }
  }

  private void done(Stack stack, RunName run, End.Done done) {
    Standing after = Standing.of(stack, Words.there(stack, run));
    if (json) {
      Swept swept = done.swept();
      surroundings.print(
          standing(after)
              .put("is", "sweep")
              .put("reclaimed", swept.reclaimed())
              .put("killed", swept.killed())
              .put("sent", swept.sent())
              .put("opened", swept.opened())
              .put("cancelled", swept.cancelled())
              .put("noticed", swept.noticed())
              .put("stale", done.stale().orElse(null))
              .put("closed", swept.closed() > 0)
              .toString());
    } else {
      surroundings.print(SweptText.done(done.swept(), done.lostNotices(), after));
    }
    Ends.sayNotices(surroundings, done.stale());
    sayOverdue(after);
  }

  private void others(RunName run, End.Others others) {
    String who = others.holder().map(holder -> holder.worker()).orElse("another");
    String until = others.holder().map(holder -> ", until " + holder.until()).orElse("");
    if (json) {
      ObjectNode line = JSON.createObjectNode().put("run", run.value()).put("is", "others");
      line.put("holder", who);
      others.holder().ifPresent(holder -> line.put("until", holder.until().toString()));
      surroundings.print(line.toString());
    } else {
      surroundings.print(
          "run %s: nothing was done here: %s sweeps the stack%s, and does the same for every run"
              .formatted(run, who, until));
    }
  }

  private void sayOverdue(Standing standing) {
    String line = SweptText.overdue(standing, stackOptions.hints(surroundings)::spelled);
    if (!line.isEmpty()) surroundings.say(line);
  }

  private static ObjectNode standing(Standing standing) {
    return JSON.createObjectNode()
        .put("run", standing.run().name().value())
        .put("state", standing.run().state().name().toLowerCase(Locale.ROOT))
        .put("open", standing.open())
        .put("held", standing.held())
        .put("overdue", standing.overdue())
        .put("lost", standing.lost())
        .put("due", standing.due())
        .put("stagesDone", standing.done())
        .put("unnoticed", standing.unnoticed());
  }

  private int audit(Stack stack, RunName run) throws InterruptedException {
    UnaryOperator<String> spelled = stackOptions.hints(surroundings)::spelled;
    Audited audited =
        stack
            .ledger()
            .audit()
            .audit(
                run,
                finding -> {
                  FindingLine line = new FindingLine(finding, run, spelled);
                  surroundings.print(json ? line.json() : line.text());
                });
    if (json) {
      surroundings.print(
          JSON.createObjectNode()
              .put("run", run.value())
              .put("is", "audit")
              .put("units", audited.units())
              .put("stages", audited.stages())
              .put("disagreements", audited.findings())
              .put("moving", audited.moving())
              .toString());
    } else {
      surroundings.print(
          "audit: %s and %s recounted, %s"
              .formatted(
                  Figures.count(audited.units(), "unit"),
                  Figures.count(audited.stages(), "stage"),
                  audited.findings() == 0
                      ? "no disagreement"
                      : Figures.count(audited.findings(), "disagreement")));
    }
    if (audited.moving() > 0) {
      surroundings.say(
          "the run is in motion: %s kept changing, and nothing is said of their counters; recount"
                  .formatted(Figures.count(audited.moving(), "stage"))
              + " when it is over, or its workers are stopped");
    }
    return audited.findings() > 0 ? Exit.DEAD_LEFT : Exit.DONE;
  }
}
