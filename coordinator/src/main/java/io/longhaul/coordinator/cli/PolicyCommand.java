package io.longhaul.coordinator.cli;

import io.longhaul.access.Need;
import io.longhaul.coordinator.Exit;
import io.longhaul.coordinator.grant.GrantDesk;
import io.longhaul.coordinator.grant.Keys;
import io.longhaul.coordinator.grant.PolicyText;
import io.longhaul.coordinator.grant.Rights;
import io.longhaul.job.Job;
import io.longhaul.job.file.JobFile;
import io.longhaul.kind.Kind;
import io.longhaul.stack.StackPermissions;
import io.longhaul.stack.StackSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints the policies that a job needs, and nothing wider. */
@Command(
    name = "policy",
    mixinStandardHelpOptions = true,
    description = {
      "Prints what a job needs, as policies: of the workers' role, of both buckets, of each role"
          + " that a side assumes and whom that must trust. It names actions, keys' prefixes and"
          + " this stack's own queues and table, and nothing wider.",
      "It asks who calls and by which keys the buckets encrypt, and changes nothing."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  longhaul infra policy job.yaml",
      "  longhaul infra policy job.yaml --json | jq .worker.policy",
      "  longhaul infra policy job.yaml --source-key arn:aws:kms:eu-west-1:111122223333:key/1a2b"
    })
final class PolicyCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Parameters(paramLabel = "JOB", description = "The job file, YAML or JSON.")
  private Path file;

  @Option(names = "--json", description = "Print them as one JSON object.")
  private boolean json;

  @Mixin private GrantOptions options;
  @Mixin private StackOptions stackOptions;

  PolicyCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    Job job = JobFile.read(surroundings.place().folder().resolve(file));
    Kind kind = Words.kind(surroundings, job);
    StackSettings settings = GrantOptions.settings(stackOptions, surroundings);
    try (GrantDesk desk = surroundings.grants().open(settings, surroundings.time())) {
      Keys keys = options.keys(desk, job, surroundings::say);
      Rights rights = new Rights(settings, desk);
      Rights.Dealt dealt = rights.of(job, kind, keys, options.me());
      List<Need> ofStack = rights.ofStack(new StackPermissions(settings).ofWorkers());
      PolicyText text = new PolicyText(settings, dealt, ofStack);
      surroundings.print(json ? text.json() : text.text());
      dealt.notes().forEach(surroundings::say);
      return Exit.DONE;
    }
  }
}
