package io.longhaul.coordinator.cli;

import io.longhaul.coordinator.CommandFailed;
import io.longhaul.coordinator.Exit;
import io.longhaul.coordinator.plan.CommandPlan;
import io.longhaul.coordinator.plan.Machine;
import io.longhaul.coordinator.plan.Plan;
import io.longhaul.coordinator.plan.PlanJson;
import io.longhaul.coordinator.plan.PlanText;
import io.longhaul.coordinator.plan.Planning;
import io.longhaul.coordinator.submit.Pinning;
import io.longhaul.job.CommandJob;
import io.longhaul.job.Job;
import io.longhaul.job.file.JobFile;
import io.longhaul.stack.Stack;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what a job would come to. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    description = {
      "Says what a job would come to before it is submitted: objects and bytes, units, "
          + "cost, time for several fleets, and missing permissions.",
      "It looks for 30 seconds at most, lists at most 1,100 times, and changes nothing."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:planned, whatever is missing",
      "1:the source cannot be read",
      "2:a wrong argument or job file"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  longhaul plan job.yaml",
      "  longhaul plan job.yaml --workers 4,32 --copies-per-second 3500",
      "  longhaul plan job.yaml --workers 16 --machine c6i.4xlarge",
      "  longhaul plan job.yaml --json | jq .cost"
    })
final class PlanCommand implements Callable<Integer> {
  private static final int MOST_WORKERS = 10_000;
  private static final int MOST_COPIES = 1_000_000;

  private final Surroundings surroundings;

  @Parameters(paramLabel = "JOB", description = "The job file, YAML or JSON.")
  private Path file;

  @Option(
      names = "--workers",
      paramLabel = "N",
      split = ",",
      defaultValue = "1,2,4,8,16",
      description = "Numbers of workers to reckon with; ${DEFAULT-VALUE} if it is not said.")
  private List<Integer> workers;

  @Option(
      names = "--copies-per-second",
      paramLabel = "N",
      defaultValue = Planning.COPIES_PER_SECOND,
      description =
          "Copies of one worker; ${DEFAULT-VALUE} if it is not said: 128 requests at once, 60 ms"
              + " each.")
  private int copiesPerSecond;

  @Option(
      names = "--machine",
      paramLabel = "TYPE",
      defaultValue = Machine.USUAL,
      description = "The EC2 type of a worker; ${DEFAULT-VALUE} if it is not said.")
  private String machine;

  @Option(names = "--json", description = "Print it as JSON.")
  private boolean json;

  @Mixin private StackOptions stackOptions;

  PlanCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    for (int each : workers) within("--workers", each, MOST_WORKERS);
    within("--copies-per-second", copiesPerSecond, MOST_COPIES);
    Machine type = Machine.of(machine);
    Job job = JobFile.read(surroundings.place().folder().resolve(file));
    try (Stack stack = stackOptions.openUnasked(surroundings)) {
      if (job.options() instanceof CommandJob) return command(stack, job);
      Plan plan =
          new Planning(
                  stack,
                  new Pinning(stack, surroundings.place().folder(), line -> {}).listed(job),
                  Words.kind(surroundings, job))
              .plan(workers, copiesPerSecond, type);
      if (json) surroundings.print(PlanJson.of(plan));
      else PlanText.of(plan).forEach(surroundings::print);
      return Exit.DONE;
    }
  }

  private int command(Stack stack, Job job) {
    Job listed = Shelves.shipping(surroundings, stack).listed(job);
    CommandPlan plan = CommandPlan.of(listed, Words.kind(surroundings, job));
    if (json) surroundings.print(plan.json());
    else plan.lines().forEach(surroundings::print);
    return Exit.DONE;
  }

  private static void within(String option, int value, int most) {
    if (value < 1 || value > most) {
      throw CommandFailed.misused("%s %d: write 1 to %,d".formatted(option, value, most));
    }
  }
}
