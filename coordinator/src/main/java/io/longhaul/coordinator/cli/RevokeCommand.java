package io.longhaul.coordinator.cli;

import io.longhaul.coordinator.CommandFailed;
import io.longhaul.coordinator.Exit;
import io.longhaul.coordinator.grant.GrantDesk;
import io.longhaul.coordinator.grant.Granting;
import io.longhaul.coordinator.grant.Rights;
import io.longhaul.job.Job;
import io.longhaul.job.JobJson;
import io.longhaul.ledger.Grant;
import io.longhaul.stack.Stack;
import io.longhaul.stack.StackSettings;
import io.longhaul.unit.RunName;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes back what a run was granted, and nothing else. */
@Command(
    name = "revoke",
    mixinStandardHelpOptions = true,
    description = {
      "Takes the statements of a run out of the policies of its buckets, and its policy out of the"
          + " workers' role. All others stay; a policy that would be empty is deleted.",
      "It may be repeated."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  longhaul infra revoke orders-2026-11 --dry-run",
      "  longhaul infra revoke orders-2026-11"
    })
final class RevokeCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Parameters(paramLabel = "RUN", description = "The run that was granted something.")
  private String name;

  @Option(names = "--dry-run", description = "Say what would change in which policy.")
  private boolean dryRun;

  @Mixin private GrantOptions options;
  @Mixin private StackOptions stackOptions;

  RevokeCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    StackSettings settings = GrantOptions.settings(stackOptions, surroundings);
    RunName run = Words.run(name);
    try (Stack stack = stackOptions.open(surroundings);
        GrantDesk desk = surroundings.grants().open(settings, surroundings.time())) {
      Optional<Grant> grant = stack.ledger().grants().find(run);
      Job job = JobJson.read(grant.map(Grant::job).orElseGet(() -> submitted(stack, run)));
      Granting granting =
          new Granting(
              settings,
              run,
              desk,
              bucket -> options.buckets(desk, job, bucket),
              surroundings.time());
      List<String> buckets = Rights.buckets(job, Words.kind(surroundings, job));
      if (dryRun) {
        Changes.print(surroundings, granting.toRevoke(buckets));
        return Exit.DONE;
      }
      revoke(granting, run, buckets);
      grant.ifPresent(stack.ledger().grants()::forget);
      return Exit.DONE;
    }
  }

  private void revoke(Granting granting, RunName run, List<String> buckets)
      throws InterruptedException {
    boolean[] any = {false};
    granting.revoke(
        buckets,
        change -> {
          if (change.isNone()) return;
          any[0] = true;
          surroundings.print(change.sentence());
        });
    surroundings.print(
        any[0]
            ? "run %s: what it was granted is taken back".formatted(run)
            : "run %s: nothing of what it was granted was there any more".formatted(run));
  }

  private static String submitted(Stack stack, RunName run) {
    if (stack.ledger().runs().find(run).isPresent()) return stack.ledger().runs().job(run);
    throw CommandFailed.misused(
        "nothing is known to be granted to a run '%s'; 'longhaul status' lists the runs"
            .formatted(run));
  }
}
