package io.longhaul.coordinator.cli;

import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.longhaul.coordinator.Exit;
import io.longhaul.coordinator.Figures;
import io.longhaul.coordinator.report.JsonReport;
import io.longhaul.coordinator.report.Omitted;
import io.longhaul.coordinator.report.RunReport;
import io.longhaul.coordinator.report.TextReport;
import io.longhaul.coordinator.report.Verdict;
import io.longhaul.coordinator.watch.Hands;
import io.longhaul.ledger.Counts;
import io.longhaul.ledger.Grant;
import io.longhaul.ledger.Run;
import io.longhaul.stack.Stack;
import io.longhaul.unit.Fate;
import io.longhaul.unit.RunName;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the runs of a stack, or where one of them stands. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Lists the stack's runs, or shows one on a screen. It changes nothing.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  longhaul status                 # every run of the stack",
      "  longhaul status orders-2026-11",
      "  longhaul status --json | jq '.[].run'"
    })
final class StatusCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Enough to say which classes there are; the report has all of them. */
  private static final int SOME_DEAD = 500;

  private final Surroundings surroundings;

  @Parameters(paramLabel = "RUN", arity = "0..1", description = "One run; else all of them.")
  private @Nullable String name;

  @Option(names = "--json", description = "Print it as JSON.")
  private boolean json;

  @Mixin private StackOptions stackOptions;

  StatusCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    try (Stack stack = stackOptions.open(surroundings)) {
      if (name == null) all(stack);
      else one(stack, name);
      surroundings.out().flush();
      return Exit.DONE;
    }
  }

  private void one(Stack stack, String name) {
    RunReport report = RunReport.of(stack, Words.run(name), SOME_DEAD);
    if (json) surroundings.print(new JsonReport(report).line());
    else {
      surroundings.out().print(new TextReport(report).screen());
      if (!report.run().state().over())
        surroundings.print("  " + hands(stack, report.run().name()));
    }
    surroundings.out().flush();
    Ends.sayGrant(surroundings, stackOptions.hints(surroundings), stack, report.run());
  }

  private String hands(Stack stack, RunName run) {
    Hands hands = Hands.of(stack, run);
    return hands.workers() > 0 ? hands.text() : Nobody.line(stackOptions.hints(surroundings), run);
  }

  private void all(Stack stack) {
    List<Run> runs = stack.ledger().runs().all();
    ArrayNode array = JSON.createArrayNode();
    if (!json && runs.isEmpty()) {
      surroundings.print(
          "no runs; '%s' makes one"
              .formatted(stackOptions.hints(surroundings).command("submit JOB --name RUN")));
      return;
    }
    int workers = Hands.workers(stack);
    for (Run run : runs) {
      Counts counts = stack.ledger().runs().counts(run.name());
      Omitted omitted = run.state().over() ? Omitted.of(stack, run) : Omitted.NOTHING;
      Verdict verdict = Verdict.of(run.state(), counts, omitted);
      if (json) {
        array
            .addObject()
            .put("run", run.name().value())
            .put("kind", run.kind())
            .put("verdict", verdict.word())
            .put("open", counts.open())
            .put("submitted", run.created().toString());
      } else {
        surroundings.print(
            "%-24s %-9s %s; %s copied and %s equal of %s listed%s"
                .formatted(
                    run.name(),
                    run.kind(),
                    verdict.sentence(counts, omitted),
                    Figures.count(counts.tally().objects(Fate.COPIED)),
                    Figures.count(counts.tally().objects(Fate.EQUAL)),
                    Figures.count(counts.tally().objects(Fate.LISTED)),
                    run.state().over() || workers > 0 ? "" : "; nobody works on it"));
      }
    }
    if (json) surroundings.print(array.toString());
    else sayGrants(stack, runs);
  }

  /**
   * Those that outlive their run, and those that have expired: their statements are still there.
   */
  private void sayGrants(Stack stack, List<Run> runs) {
    Set<RunName> over =
        runs.stream().filter(run -> run.state().over()).map(Run::name).collect(toSet());
    Instant now = stack.time().now();
    for (Grant grant : stack.ledger().grants().all()) {
      if (grant.inForce(now) && !over.contains(grant.run())) continue;
      surroundings.say(Ends.line(stackOptions.hints(surroundings), grant, now));
    }
  }
}
